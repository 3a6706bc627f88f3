import { beijingMoment } from "../pay/wechat-time.js";
import type { Order, Refund, SandboxState } from "../state/state.js";
import { type BillTable, feeYuan, sumOf, yuan } from "./bill-table.js";

export type TradeBillType = "ALL" | "SUCCESS" | "REFUND";

const ORDER_COLUMNS = [
  "交易时间",
  "公众账号ID",
  "商户号",
  "特约商户号",
  "设备号",
  "微信订单号",
  "商户订单号",
  "用户标识",
  "交易类型",
  "交易状态",
  "付款银行",
  "货币种类",
  "应结订单金额",
  "代金券金额",
] as const;
const REFUND_TIMES = ["退款申请时间", "退款成功时间"] as const;
const REFUND_COLUMNS = [
  "微信退款单号",
  "商户退款单号",
  "退款金额",
  "充值券退款金额",
  "退款类型",
  "退款状态",
] as const;
const GOODS_COLUMNS = ["商品名称", "商户数据包", "手续费", "费率", "订单金额"] as const;

const COLUMNS: Record<TradeBillType, readonly string[]> = {
  ALL: [...ORDER_COLUMNS, ...REFUND_COLUMNS, ...GOODS_COLUMNS, "申请退款金额", "费率备注"],
  SUCCESS: [...ORDER_COLUMNS, ...GOODS_COLUMNS, "费率备注"],
  REFUND: [
    ...ORDER_COLUMNS,
    ...REFUND_TIMES,
    ...REFUND_COLUMNS,
    ...GOODS_COLUMNS,
    "申请退款金额",
    "费率备注",
  ],
};

/** The trade bill of a day (`2026-03-01`, Beijing): what was paid, and which refunds were accepted. */
export function tradeBill(state: SandboxState, date: string, type: TradeBillType): BillTable {
  const columns = COLUMNS[type];
  const lines: { at: number; row: Record<string, string> }[] = [];
  for (const order of Object.values(state.orders)) {
    if (type !== "REFUND" && isOn(date, order.success_at)) {
      lines.push({ at: order.success_at ?? 0, row: paymentRow(state, order) });
    }
  }
  for (const refund of Object.values(state.refunds)) {
    const order = state.orders[refund.out_trade_no];
    if (type !== "SUCCESS" && order !== undefined && isOn(date, refund.created_at)) {
      lines.push({ at: refund.created_at, row: refundRow(state, order, refund) });
    }
  }
  lines.sort((one, other) => one.at - other.at);
  const rows = lines.map(({ row }) => columns.map((column) => row[column] ?? ""));
  return { columns, rows, summary: (named) => summary(named, type) };
}

function isOn(date: string, at: number | undefined): boolean {
  return at !== undefined && beijingMoment(at).startsWith(date);
}

function sharedCells(state: SandboxState, order: Order): Record<string, string> {
  return {
    公众账号ID: order.appid,
    商户号: order.mchid,
    特约商户号: "0",
    设备号: "",
    微信订单号: order.transaction_id,
    商户订单号: order.out_trade_no,
    用户标识: order.openid ?? "",
    交易类型: order.trade_type ?? "JSAPI",
    付款银行: "OTHERS",
    货币种类: "CNY",
    代金券金额: "0.00",
    充值券退款金额: "0.00",
    商品名称: order.description,
    商户数据包: order.attach ?? "",
    费率: `${(state.settings.fee_bps / 100).toFixed(2)}%`,
    费率备注: "",
  };
}

function paymentRow(state: SandboxState, order: Order): Record<string, string> {
  return {
    ...sharedCells(state, order),
    交易时间: beijingMoment(order.success_at ?? 0),
    交易状态: "SUCCESS",
    应结订单金额: yuan(order.total),
    微信退款单号: "0",
    商户退款单号: "0",
    退款金额: "0.00",
    退款类型: "",
    退款状态: "",
    手续费: feeYuan(order.fee ?? 0),
    订单金额: yuan(order.total),
    申请退款金额: "0.00",
  };
}

function refundRow(state: SandboxState, order: Order, refund: Refund): Record<string, string> {
  return {
    ...sharedCells(state, order),
    交易时间: beijingMoment(refund.created_at),
    交易状态: "REFUND",
    应结订单金额: "0.00",
    退款申请时间: beijingMoment(refund.created_at),
    退款成功时间: refund.success_at === undefined ? "" : beijingMoment(refund.success_at),
    微信退款单号: refund.refund_id,
    商户退款单号: refund.out_refund_no,
    退款金额: yuan(refund.refund),
    退款类型: refund.abnormal_to === undefined ? "ORIGINAL" : "OTHER_BANKCARD",
    退款状态: refund.status,
    手续费: feeYuan(-(refund.fee_returned ?? 0)),
    订单金额: "0.00",
    申请退款金额: yuan(refund.refund),
  };
}

function summary(rows: readonly Record<string, string>[], type: TradeBillType): Record<string, string> {
  const total = (column: string) => yuan(sumOf(rows, column));
  const ordered = { 总交易单数: String(rows.length), 应结订单总金额: total("应结订单金额") };
  const fees = { 手续费总金额: feeYuan(sumOf(rows, "手续费")), 订单总金额: total("订单金额") };
  if (type === "SUCCESS") return { ...ordered, ...fees };
  return {
    ...ordered,
    退款总金额: total("退款金额"),
    充值券退款总金额: total("充值券退款金额"),
    ...fees,
    申请退款总金额: total("申请退款金额"),
  };
}
