/** An order as WeChat reports it, in a query's answer or a notification. */
export interface Trade {
  readonly app_id: string;
  readonly mch_id: string;
  readonly out_trade_no: string;
  readonly state: TradeState;
  readonly transaction_id: string | undefined;
  readonly amount_fen: bigint | undefined;
  readonly currency: string | undefined;
  readonly paid_at: string | undefined;
  /** Who paid, as the app that the order was made for knows them; WeChat says it once the money is there. */
  readonly payer_openid: string | undefined;
}

/** `UNKNOWN` stands for whatever WeChat may invent: never paid, never closed. */
export type TradeState =
  | "SUCCESS"
  | "REFUND"
  | "NOTPAY"
  | "CLOSED"
  | "REVOKED"
  | "USERPAYING"
  | "PAYERROR"
  | "UNKNOWN";

/** What a trade must agree with before its money is believed to pay for a session. */
export interface ExpectedTrade {
  readonly app_id: string;
  readonly mch_id: string;
  readonly out_trade_no: string;
  readonly amount_fen: bigint;
}

export type TradeMismatch =
  | "mch_id_mismatch"
  | "app_id_mismatch"
  | "out_trade_no_mismatch"
  | "currency_mismatch"
  | "amount_mismatch";

const STATES: readonly TradeState[] = [
  "SUCCESS",
  "REFUND",
  "NOTPAY",
  "CLOSED",
  "REVOKED",
  "USERPAYING",
  "PAYERROR",
];

/** Reads WeChat's `trade_state`. */
export function tradeStateOf(text: string): TradeState {
  return STATES.find((state) => state === text) ?? "UNKNOWN";
}

/** No money can arrive for this order any more. */
export function isClosed(state: TradeState): boolean {
  return state === "CLOSED" || state === "REVOKED";
}

/** Compares a trade with what we asked for. @returns the first disagreement, or undefined */
export function mismatch(expected: ExpectedTrade, trade: Trade): TradeMismatch | undefined {
  if (trade.mch_id !== expected.mch_id) {
    return "mch_id_mismatch";
  }
  if (trade.app_id !== expected.app_id) {
    return "app_id_mismatch";
  }
  if (trade.out_trade_no !== expected.out_trade_no) {
    return "out_trade_no_mismatch";
  }
  if (trade.currency !== "CNY") {
    return "currency_mismatch";
  }
  return trade.amount_fen === expected.amount_fen ? undefined : "amount_mismatch";
}
