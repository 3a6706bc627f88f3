import type { Person } from "../people/people.js";

/** Trade states this WeChat can put an order into. */
export type TradeState = "NOTPAY" | "SUCCESS" | "REFUND" | "CLOSED";

/** One order at WeChat Pay. Amounts are whole fen, as on WeChat's wire. Times are epoch milliseconds. */
export interface Order {
  out_trade_no: string;
  transaction_id: string;
  appid: string;
  mchid: string;
  description: string;
  attach?: string;
  notify_url: string;
  total: number;
  openid: string;
  /** RFC 3339 exactly as the merchant wrote it: re-entry compares it as text. */
  time_expire?: string;
  /** Digest of all parameters of the first request. */
  parameters: string;
  trade_state: TradeState;
  created_at: number;
  success_at?: number;
  closed_at?: number;
}

/** A payable handle to an order; lives two hours. */
export interface Prepay {
  out_trade_no: string;
  expires_at: number;
}

export type RefundStatus = "PROCESSING" | "SUCCESS" | "CLOSED" | "ABNORMAL";

/** One refund of a paid order, whole fen. */
export interface Refund {
  out_refund_no: string;
  refund_id: string;
  out_trade_no: string;
  transaction_id: string;
  refund: number;
  total: number;
  reason?: string;
  notify_url?: string;
  parameters: string;
  status: RefundStatus;
  created_at: number;
  /** When a PROCESSING refund reaches its final status by itself. */
  settles_at: number;
  settles_as: Exclude<RefundStatus, "PROCESSING">;
  success_at?: number;
}

/** One HTTP call of a notification. `status` is absent when nothing was answered. */
export interface DeliveryAttempt {
  at: number;
  status?: number;
  error?: string;
  fault?: string;
  manual: boolean;
}

/** A notification to the merchant and everything that became of it. */
export interface Delivery {
  id: string;
  event_type: string;
  summary: string;
  original_type: string;
  url: string;
  out_trade_no: string;
  plaintext: Record<string, unknown>;
  created_at: number;
  state: "pending" | "delivered" | "exhausted";
  automatic_attempts: number;
  next_attempt_at?: number;
  attempts: DeliveryAttempt[];
}

/** A fault waiting for its moment; see control/README for the kinds. */
export interface Fault {
  id: string;
  on: "notification" | "response" | "refund";
  kind: string;
  /** How many more times it strikes. */
  times: number;
  out_trade_no?: string;
  path?: string;
  method?: string;
  status?: number;
  code?: string;
  delay_ms?: number;
  total?: number;
}

/** Knobs that make WeChat's slow habits testable. Defaults are WeChat's own. */
export interface Settings {
  /** 1 is WeChat's retry schedule; 1000 makes 15 s into 15 ms. */
  retry_speed: number;
  /** Held notifications stay pending until sent by hand or released. */
  notifications_held: boolean;
  /** How long a refund stays PROCESSING. */
  refund_settle_ms: number;
  /** WeChat refuses a time_expire nearer than a minute. */
  minimum_expiry_ms: number;
}

/** A code of the OAuth page: five minutes, once. */
export interface OauthCode {
  openid: string;
  scope: OauthScope;
  snapshot: boolean;
  expires_at: number;
  used: boolean;
}

export type OauthScope = "snsapi_base" | "snsapi_userinfo";

/** A web access token got with a code. */
export interface OauthGrant {
  openid: string;
  scope: OauthScope;
  expires_at: number;
}

/** The Official Account's own access token, or its jsapi ticket. */
export interface TimedSecret {
  value: string;
  expires_at: number;
}

/** A message on the phones. Senders and receivers are openids, or `account` and `wechat-pay`. */
export interface Message {
  id: string;
  from: string;
  to: string;
  at: number;
  content:
    | { kind: "text"; text: string }
    | { kind: "card"; title: string; desc: string; link: string; image_url: string }
    | { kind: "payment"; title: string; total: number; merchant_name: string; description: string };
}

/** Everything that survives a restart. */
export interface SandboxState {
  version: 1;
  people: Person[];
  /** Who holds phone 1 and phone 2 (openids). */
  holders: [string, string];
  orders: Record<string, Order>;
  prepays: Record<string, Prepay>;
  refunds: Record<string, Refund>;
  /** Nonces of authentic requests and when each may be forgotten. */
  nonces: Record<string, number>;
  deliveries: Delivery[];
  faults: Fault[];
  settings: Settings;
  codes: Record<string, OauthCode>;
  grants: Record<string, OauthGrant>;
  access_tokens: TimedSecret[];
  forced_refreshes: number[];
  tickets: TimedSecret[];
  messages: Message[];
}

export const DEFAULT_SETTINGS: Settings = {
  retry_speed: 1,
  notifications_held: false,
  refund_settle_ms: 800,
  minimum_expiry_ms: 60_000,
};

/** The state of a WeChat nobody has used yet. */
export function freshState(people: Person[]): SandboxState {
  const [first, second] = people;
  if (first === undefined || second === undefined) throw new Error("two phones need two people");
  return {
    version: 1,
    people,
    holders: [first.openid, second.openid],
    orders: {},
    prepays: {},
    refunds: {},
    nonces: {},
    deliveries: [],
    faults: [],
    settings: { ...DEFAULT_SETTINGS },
    codes: {},
    grants: {},
    access_tokens: [],
    forced_refreshes: [],
    tickets: [],
    messages: [],
  };
}
