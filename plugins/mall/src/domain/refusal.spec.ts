import { describe, expect, it } from "vitest";
import { isRefusalCode, REFUSALS, refusal } from "./refusal";

describe("refusals", () => {
  it("are client errors or a failing counterpart, with a Chinese sentence", () => {
    for (const { status, message } of Object.values(REFUSALS)) {
      expect((status >= 400 && status < 500) || status === 502).toBe(true);
      expect(message).toMatch(/\p{Script=Han}/u);
    }
  });

  it("carry the field only when there is one", () => {
    expect(refusal("out_of_stock", "items.0.quantity")).toEqual({
      code: "out_of_stock",
      message: "商品库存不足",
      field: "items.0.quantity",
    });
    expect(refusal("order_not_found")).not.toHaveProperty("field");
  });

  it("know their codes", () => {
    expect(isRefusalCode("price_changed")).toBe(true);
    expect(isRefusalCode("toString")).toBe(false);
    expect(isRefusalCode(404)).toBe(false);
  });
});
