import { type AccountState, freshAccount } from "../official-account/account-state.js";
import type { Person } from "../people/people.js";
import type {
  BillEdit,
  FundAccount,
  FundFlow,
  ShareOrder,
  ShareReceiver,
  ShareReturn,
  Transfer,
} from "./money-records.js";

/** How an order is meant to be paid: inside WeChat, from another browser (WeChat calls it MWEB), or by a QR code. */
export type TradeType = "JSAPI" | "MWEB" | "NATIVE";

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
  /** Absent in states written before there was a choice: JSAPI. */
  trade_type?: TradeType;
  /** The payer at `appid`. H5 and Native orders have none until they are paid. */
  openid?: string;
  /** Paid money of this order is frozen until it is shared out, or until `frozen_until`. */
  profit_sharing?: boolean;
  frozen_until?: number;
  /** WeChat's fee on the paid order, fen. */
  fee?: number;
  /** RFC 3339 exactly as the merchant wrote it: re-entry compares it as text. */
  time_expire?: string;
  /** Digest of all parameters of the first request. */
  parameters: string;
  trade_state: TradeState;
  created_at: number;
  success_at?: number;
  closed_at?: number;
}

/** A payable handle to an order; lives two hours, an H5 page's five minutes. */
export interface Prepay {
  out_trade_no: string;
  expires_at: number;
  /** What a Native order's QR code says. */
  code_url?: string;
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
  /** The part of the order's fee that came back with it. Absent in states written before there were fees. */
  fee_returned?: number;
  /** Where an abnormal refund was sent by hand. */
  abnormal_to?: "USER_BANK_CARD" | "MERCHANT_BANK_CARD";
}

/** Faults drawn at random, the same again for the same seed and the same sequence of calls. */
export interface RandomFaults {
  seed: string;
  rate: number;
  on: Fault["on"][];
  kinds?: string[];
  /** Draws made so far, by operation. */
  draws: Record<string, number>;
  struck: { operation: string; draw: number; kind: string; at: number }[];
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

/** A fault waiting for its moment; the README lists the kinds. */
export interface Fault {
  id: string;
  on: "notification" | "response" | "refund" | "transfer" | "profit_sharing";
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
  fail_reason?: string;
  event_type?: string;
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
  /** The merchant's fee rate in basis points. */
  fee_bps: number;
  /** How long a transfer stays TRANSFERING or CANCELING. */
  transfer_settle_ms: number;
  /** The merchant's own limits, fen: one transfer, one person a day, everybody a day. */
  transfer_single_max: number;
  transfer_user_day_max: number;
  transfer_day_max: number;
  /** The final state of a transfer nobody confirmed for a day. */
  transfer_expires_as: "FAIL" | "CANCELLED";
  /** How long shares and their returns are under way, and how much of an order may be shared. */
  profit_sharing_settle_ms: number;
  profit_sharing_max_bps: number;
  /** Calls a second before 429: refunds, refunds that fail, transfers. */
  refund_rate: number;
  refund_failure_rate: number;
  transfer_rate: number;
  /** Whether the SMS vendors limit how many messages a number gets. */
  sms_limits: boolean;
  /** What WeChat signs with: its public key, as for new merchants, or a platform certificate. */
  signing: "public_key" | "certificate";
  /** How long a bill's download address works. */
  bill_url_ms: number;
  /** The day it is for bills (`2026-03-01`), when it is not today. */
  today: string | null;
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
    /** A picture somebody has saved: `/pictures/{picture}`. */
    | { kind: "picture"; picture: string }
    | { kind: "card"; title: string; desc: string; link: string; image_url: string }
    | { kind: "notice"; title: string; lines: { name: string; value: string }[]; link: string }
    | { kind: "payment"; title: string; total: number; merchant_name: string; description: string };
}

/** A short message on somebody's phone. */
export interface ShortMessage {
  id: string;
  vendor: "aliyun" | "tencent";
  /** Eleven digits. */
  phone: string;
  text: string;
  /** Milliseconds since 1970. */
  at: number;
}

/** A letter in somebody's mailbox. */
export interface Mail {
  id: string;
  /** In lower case. */
  to: string;
  subject: string;
  text: string;
  /** Milliseconds since 1970. */
  at: number;
}

/** A picture on somebody's phone; its bytes are a file of the data folder. */
export interface SavedPicture {
  id: string;
  openid: string;
  type: "image/jpeg" | "image/png";
  /** Milliseconds since 1970. */
  at: number;
}

/** Everything that survives a restart. */
export interface SandboxState {
  version: 1;
  people: Person[];
  /** Who has which web view (openids, by the web view's index). */
  holders: string[];
  orders: Record<string, Order>;
  prepays: Record<string, Prepay>;
  refunds: Record<string, Refund>;
  balances: Record<FundAccount, number>;
  fund_flows: FundFlow[];
  transfers: Record<string, Transfer>;
  share_receivers: ShareReceiver[];
  share_orders: Record<string, ShareOrder>;
  share_returns: Record<string, ShareReturn>;
  bill_edits: BillEdit[];
  random_faults: RandomFaults | null;
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
  short_messages: ShortMessage[];
  account: AccountState;
  mails: Mail[];
  pictures: SavedPicture[];
}

export const DEFAULT_SETTINGS: Settings = {
  retry_speed: 1,
  notifications_held: false,
  refund_settle_ms: 800,
  minimum_expiry_ms: 60_000,
  fee_bps: 60,
  transfer_settle_ms: 800,
  transfer_single_max: 20_000,
  transfer_user_day_max: 200_000,
  transfer_day_max: 5_000_000,
  transfer_expires_as: "FAIL",
  profit_sharing_settle_ms: 800,
  profit_sharing_max_bps: 3_000,
  refund_rate: 150,
  refund_failure_rate: 6,
  transfer_rate: 100,
  sms_limits: true,
  signing: "public_key",
  bill_url_ms: 300_000,
  today: null,
};

/** What stood on the merchant's accounts before anything happened here, fen. */
const OPENING_BALANCES: Record<FundAccount, number> = { BASIC: 1_000_000, OPERATION: 100_000_000, FEES: 0 };

/** The state of a WeChat nobody has used yet. */
export function freshState(people: Person[]): SandboxState {
  return {
    version: 1,
    people,
    holders: [],
    orders: {},
    prepays: {},
    refunds: {},
    balances: { ...OPENING_BALANCES },
    fund_flows: [],
    transfers: {},
    share_receivers: [],
    share_orders: {},
    share_returns: {},
    bill_edits: [],
    random_faults: null,
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
    short_messages: [],
    account: freshAccount(people.map(({ openid }) => openid)),
    mails: [],
    pictures: [],
  };
}
