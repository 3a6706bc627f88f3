import { describe, expect, it } from "vitest";
import { FAULT_KINDS, faultKey, faultListShape } from "./merchant-fault";

describe("a fault", () => {
  it("is the same one for the same kind, thing and part, and no other", () => {
    const fault = { kind: "price_invalid", subject_id: "prod_1", part: "variant_1" } as const;
    expect(faultKey({ ...fault })).toBe(faultKey(fault));
    expect(faultKey({ ...fault, part: "variant_2" })).not.toBe(faultKey(fault));
    expect(faultKey({ kind: "price_invalid", subject_id: "prod_1" })).toBe("price_invalid:prod_1:");
  });

  it("tells the merchant what it is and what to do", () => {
    for (const { label, remedy } of Object.values(FAULT_KINDS)) {
      expect(label).toMatch(/\p{Script=Han}/u);
      expect(remedy).toMatch(/\p{Script=Han}/u);
    }
  });
});

describe("the list's query", () => {
  it("shows open faults unless asked otherwise, and refuses what is none", () => {
    expect(faultListShape.parse({})).toEqual({ state: "open", limit: 50, offset: 0 });
    expect(faultListShape.safeParse({ state: "both" }).success).toBe(false);
  });
});
