/** One finished call to WeChat: what it was about and what came of it. Nothing personal and no key is in it. */
export interface CallReport {
  /** `POST /v3/pay/transactions/jsapi`; numbers in it are left out. */
  readonly operation: string;
  readonly at: Date;
  readonly duration_ms: number;
  readonly outcome: "accepted" | "refused" | "unreachable" | "unauthentic";
  readonly status?: number;
  readonly code?: string;
  readonly request_id?: string;
  readonly reason?: string;
  /** The numbers the call was about, as far as it named them. */
  readonly out_trade_no?: string;
  readonly out_refund_no?: string;
  /** WeChat's word in a verified answer: `NOTPAY`, `SUCCESS`, `PROCESSING`, … */
  readonly state?: string;
  readonly transaction_id?: string;
  readonly amount_fen?: string;
}

/** What a call did for a payment. */
export type CallKind =
  | "presented"
  | "queried"
  | "closed"
  | "refund_requested"
  | "refund_queried"
  | "refund_sent_on";

const KINDS: readonly [operation: RegExp, kind: CallKind][] = [
  [/^POST \/v3\/pay\/transactions\/(jsapi|h5|native)$/, "presented"],
  [/^GET \/v3\/pay\/transactions\//, "queried"],
  [/^POST \/v3\/pay\/transactions\/out-trade-no\/.*\/close$/, "closed"],
  [/^POST \/v3\/refund\/domestic\/refunds$/, "refund_requested"],
  [/^GET \/v3\/refund\/domestic\/refunds\//, "refund_queried"],
  [/^POST \/v3\/refund\/domestic\/refunds\/.*\/apply-abnormal-refund$/, "refund_sent_on"],
];

/** What a call did for a payment; undefined for calls about other things, such as bills. */
export function kindOfCall(operation: string): CallKind | undefined {
  return KINDS.find(([pattern]) => pattern.test(operation))?.[1];
}

/** How an order was shown, read from the call that made it. */
export function channelOfCall(operation: string): "jsapi" | "h5" | "native" | undefined {
  return /^POST \/v3\/pay\/transactions\/(jsapi|h5|native)$/.exec(operation)?.[1] as
    | "jsapi"
    | "h5"
    | "native"
    | undefined;
}
