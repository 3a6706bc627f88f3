import { fenFromYuan } from "./fen";
import { refundStateOf, type WechatRefundState } from "./refund";

/** A payment as the trade bill lists it. */
export interface BilledPayment {
  readonly kind: "payment";
  readonly out_trade_no: string;
  readonly transaction_id: string;
  readonly amount_fen: bigint;
}

/** A refund as the trade bill lists it, on the day WeChat accepted it. */
export interface BilledRefund {
  readonly kind: "refund";
  readonly out_trade_no: string;
  readonly out_refund_no: string;
  readonly refund_id: string;
  readonly amount_fen: bigint;
  readonly state: WechatRefundState;
}

/** What moved the account, as the fund-flow bill lists it. */
export interface BilledFlow {
  readonly is_income: boolean;
  /** 业务类型 is 交易: a shopper's payment, not a fee or a refund. */
  readonly is_trade: boolean;
  readonly amount_fen: bigint;
  /** Our number of the transfer to a person that this line moved; absent for everything else. */
  readonly out_bill_no?: string;
}

/** 业务名称 of transfers to people. */
const TRANSFER_BUSINESS = "商家转账";

type Cells = ReadonlyMap<string, string>;

/**
 * Reads a detail line of a trade bill (`bill_type=ALL`). Amounts are yuan there and become fen, exactly.
 * @returns undefined when a column is missing or an amount is none
 */
export function readTradeLine(cells: Cells): BilledPayment | BilledRefund | undefined {
  const out_trade_no = cells.get("商户订单号");
  if (!out_trade_no) {
    return undefined;
  }
  if (cells.get("交易状态") === "SUCCESS") {
    const amount_fen = fenOf(cells.get("订单金额"));
    const transaction_id = cells.get("微信订单号") ?? "";
    return amount_fen === undefined
      ? undefined
      : { kind: "payment", out_trade_no, transaction_id, amount_fen };
  }
  const out_refund_no = cells.get("商户退款单号");
  const amount_fen = fenOf(cells.get("申请退款金额"));
  if (!out_refund_no || amount_fen === undefined) {
    return undefined;
  }
  const refund_id = cells.get("微信退款单号") ?? "";
  const state = refundStateOf(cells.get("退款状态") ?? "");
  return { kind: "refund", out_trade_no, out_refund_no, refund_id, amount_fen, state };
}

/** Reads a detail line of a fund-flow bill; undefined when a column is missing. */
export function readFlowLine(cells: Cells): BilledFlow | undefined {
  const amount_fen = fenOf(cells.get("收支金额(元)"));
  const direction = cells.get("收支类型");
  if (amount_fen === undefined || (direction !== "收入" && direction !== "支出")) {
    return undefined;
  }
  const number = cells.get("业务名称") === TRANSFER_BUSINESS ? cells.get("业务凭证号") : undefined;
  return {
    is_income: direction === "收入",
    is_trade: cells.get("业务类型") === "交易",
    amount_fen,
    ...(number ? { out_bill_no: number } : {}),
  };
}

function fenOf(yuan: string | undefined): bigint | undefined {
  try {
    return yuan === undefined ? undefined : fenFromYuan(yuan);
  } catch {
    return undefined;
  }
}
