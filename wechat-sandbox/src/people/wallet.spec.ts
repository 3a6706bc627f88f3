import { expect, it } from "vitest";
import type { Transfer } from "../state/money-records.js";
import { freshState, type Order, type Refund } from "../state/state.js";
import { firstPeople, openidAt } from "./people.js";
import { movementsOf, walletOf } from "./wallet.js";

it("a wallet lists what was paid, what came back and what was accepted, with what is left after each", () => {
  const state = freshState(firstPeople("wx1"));
  const [one, two] = state.people;
  if (one === undefined || two === undefined) throw new Error("two people");
  const openid = openidAt(one, "wx1");
  const order = {
    appid: "wx1",
    openid,
    out_trade_no: "order1",
    total: 1_990,
    description: "茶",
    success_at: 10,
  };
  state.orders.order1 = order as Order;
  state.orders.order2 = { ...order, out_trade_no: "order2", success_at: undefined } as unknown as Order;
  const refund = { out_refund_no: "refund1", out_trade_no: "order1", refund: 500, status: "SUCCESS" };
  state.refunds.refund1 = { ...refund, success_at: 30 } as Refund;
  const transfer = { appid: "wx1", openid, out_bill_no: "bill1", transfer_amount: 8_800, state: "SUCCESS" };
  state.transfers.bill1 = { ...transfer, transfer_remark: "佣金", updated_at: 20 } as Transfer;
  expect(movementsOf(state, one.openid)).toEqual([
    { at: 10, kind: "payment", words: "茶", amount: -1_990, balance: 9_998_010, number: "order1" },
    { at: 20, kind: "transfer", words: "佣金", amount: 8_800, balance: 10_006_810, number: "bill1" },
    { at: 30, kind: "refund", words: "茶", amount: 500, balance: 10_007_310, number: "refund1" },
  ]);
  expect(walletOf(state, one.openid)).toBe(10_007_310);
  expect(walletOf(state, two.openid)).toBe(10_000_000);
});
