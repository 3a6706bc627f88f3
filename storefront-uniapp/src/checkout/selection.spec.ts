import { beforeEach, describe, expect, it } from "vitest";
import { errorOfAnswer, Refusal, Unreachable } from "@/api/refusal";
import { closeCheckout, isDecided, openCheckout, readCheckout, renewCheckout } from "./selection";

beforeEach(() => sessionStorage.clear());

describe("a purchase", () => {
  it("survives the trip to the log-in with its key, and gets another key when it changes", () => {
    const opened = openCheckout([{ variant_id: "v", quantity: 2 }], true);
    expect(readCheckout()).toEqual(opened);
    const renewed = renewCheckout(opened);
    expect(renewed.items).toEqual(opened.items);
    expect(renewed.idempotency_key).not.toBe(opened.idempotency_key);
    expect(readCheckout()).toEqual(renewed);
    closeCheckout();
    expect(readCheckout()).toBeUndefined();
  });

  it("keeps its key while it is open whether the order was placed, so that trying again makes no second order", () => {
    expect(isDecided(new Unreachable("timeout"))).toBe(false);
    expect(isDecided(errorOfAnswer(500, { code: "unknown_error", type: "unknown_error" }))).toBe(false);
    expect(isDecided(new Refusal(409, "order_in_progress", "订单正在处理中"))).toBe(false);
    expect(isDecided(new Refusal(401, "unauthorized", "请登录"))).toBe(false);
    expect(isDecided(new Refusal(409, "price_changed", "金额有变动"))).toBe(true);
    expect(isDecided(new Refusal(409, "out_of_stock", "库存不足"))).toBe(true);
  });
});
