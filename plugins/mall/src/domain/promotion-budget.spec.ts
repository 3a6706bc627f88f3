import { describe, expect, it } from "vitest";
import { type LimitedPromotion, lacksBudgetAttribute, overspentCodes } from "./promotion-budget";

const promotion = (code: string, budget: Partial<LimitedPromotion["budget"]> | null): LimitedPromotion => ({
  code,
  budget: budget && { id: "budget", type: "spend", attribute: null, limit: null, used: "0", ...budget },
});
const perEmail = promotion("E", { type: "use_by_attribute", attribute: "customer_email", limit: "1" });
const perCustomer = promotion("C", { type: "use_by_attribute", attribute: "customer_id", limit: "1" });
const perNothing = promotion("N", { type: "use_by_attribute", attribute: "shoe_size", limit: "1" });

describe("a campaign that counts by an attribute", () => {
  it.each([
    [perEmail, {}, true],
    [perEmail, { email: null }, true],
    [perEmail, { email: "" }, true],
    [perEmail, { email: "a@b.cn" }, false],
    [perCustomer, { customer_id: "cus_1" }, false],
    [perCustomer, { customer: { id: "cus_1" } }, false],
    [perCustomer, { email: "a@b.cn" }, true],
    [perNothing, { email: "a@b.cn", customer_id: "cus_1" }, true],
    [promotion("S", { type: "spend" }), {}, false],
    [promotion("F", null), {}, false],
  ])("%j does without whoever lacks it: %j, %s", (limited, context, lacks) => {
    expect(lacksBudgetAttribute(limited, context)).toBe(lacks);
  });
});

describe("a campaign's money", () => {
  const spend = (code: string, limit: string | null, used = "0") => promotion(code, { limit, used });
  const twice = (code: string, amount: string) => [
    { code, amount },
    { code, amount },
  ];

  it("is compared with all lines of a cart together", () => {
    expect(overspentCodes([spend("A", "10")], twice("A", "5"))).toEqual(new Set());
    expect(overspentCodes([spend("A", "10")], twice("A", "5.01"))).toEqual(new Set(["A"]));
    expect(overspentCodes([spend("A", "10", "0.01")], twice("A", "5"))).toEqual(new Set(["A"]));
    expect(overspentCodes([spend("A", null)], twice("A", "500"))).toEqual(new Set());
  });

  it("is shared by the promotions of one campaign, the first come first", () => {
    const discounts = [...twice("A", "3"), ...twice("B", "3")];
    expect(overspentCodes([spend("A", "10"), spend("B", "10")], discounts)).toEqual(new Set(["B"]));
  });

  it("or its uses by one shopper are shared just so", () => {
    const each = (code: string, limit: string, used: string) =>
      promotion(code, { type: "use_by_attribute", attribute: "customer_id", limit, used });
    const discounts = [...twice("A", "3"), ...twice("B", "3")];
    expect(overspentCodes([each("A", "1", "0"), each("B", "1", "0")], discounts)).toEqual(new Set(["B"]));
    expect(overspentCodes([each("A", "2", "0"), each("B", "2", "0")], discounts)).toEqual(new Set());
    expect(overspentCodes([each("A", "2", "1"), each("B", "2", "1")], discounts)).toEqual(new Set(["B"]));
  });

  it("counts the whole fen that a fraction becomes", () => {
    expect(overspentCodes([spend("A", "0.016")], [{ code: "A", amount: "0.015" }])).toEqual(new Set(["A"]));
  });
});
