import { describe, expect, it } from "vitest";
import { readFlowLine, readTradeLine } from "./bill";

const cells = (given: Record<string, string>) => new Map(Object.entries(given));
const payment = {
  商户订单号: "no-1",
  微信订单号: "4200",
  交易状态: "SUCCESS",
  订单金额: "19.90",
  申请退款金额: "0.00",
};
const refund = {
  商户订单号: "no-1",
  商户退款单号: "re-1",
  微信退款单号: "5030",
  交易状态: "REFUND",
  退款状态: "PROCESSING",
  订单金额: "0.00",
  申请退款金额: "9.90",
};

describe("a line of a bill", () => {
  it("is a payment or a refund, in fen", () => {
    expect(readTradeLine(cells(payment))).toEqual({
      kind: "payment",
      out_trade_no: "no-1",
      transaction_id: "4200",
      amount_fen: 1990n,
    });
    expect(readTradeLine(cells(refund))).toEqual({
      kind: "refund",
      out_trade_no: "no-1",
      out_refund_no: "re-1",
      refund_id: "5030",
      amount_fen: 990n,
      state: "PROCESSING",
    });
  });

  it.each([
    { ...payment, 商户订单号: "" },
    { ...payment, 订单金额: "19.905" },
    { ...payment, 订单金额: "" },
    { ...refund, 商户退款单号: "" },
    { ...refund, 申请退款金额: "many" },
  ])("is nothing when something is missing or no amount", (given) => {
    expect(readTradeLine(cells(given))).toBeUndefined();
  });

  it("moves the account", () => {
    const flow = { 业务类型: "交易", 收支类型: "收入", "收支金额(元)": "19.90" };
    expect(readFlowLine(cells(flow))).toEqual({ is_income: true, is_trade: true, amount_fen: 1990n });
    const fee = { 业务类型: "扣除交易手续费", 收支类型: "支出", "收支金额(元)": "0.12" };
    expect(readFlowLine(cells(fee))).toEqual({ is_income: false, is_trade: false, amount_fen: 12n });
    expect(readFlowLine(cells({ ...flow, 收支类型: "?" }))).toBeUndefined();
    const transfer = { 业务名称: "商家转账", 业务凭证号: "01J", 收支类型: "支出", "收支金额(元)": "5.00" };
    expect(readFlowLine(cells(transfer))).toMatchObject({
      is_income: false,
      amount_fen: 500n,
      out_bill_no: "01J",
    });
  });
});
