import { expect, it } from "vitest";
import { stateWords, sumWords } from "./state-words";

it("calls an order refunded only when nothing of its money is on its way any more", () => {
  expect(stateWords({ state: "refunded", refunding_fen: "1" })).toEqual({
    name: "退款中",
    hint: "退款正在原路退回，到账后会更新",
  });
  expect(stateWords({ state: "refunded", refunding_fen: "0" }).name).toBe("已退款");
  expect(stateWords({ state: "to_ship", refunding_fen: "1" }).name).toBe("待发货");
});

it.each([
  [{ paid_at: "2026-03-01T00:00:00Z", state: "refunded" }, "实付"],
  [{ paid_at: null, state: "to_pay" }, "应付"],
  [{ paid_at: null, state: "canceled" }, "订单金额"],
] as const)("%o: its sum is called %s", (order, words) => {
  expect(sumWords(order)).toBe(words);
});
