import { describe, expect, it } from "vitest";
import { allowedTiers, joiningRefusal, selfPurchaseRefusal, tierRefusal } from "./compliance";

const mainland = (tier_two_acknowledged: boolean) =>
  ({
    profile: "cn-mainland",
    tier_two_acknowledged,
    after_purchase_acknowledged: false,
    self_purchase_acknowledged: false,
  }) as const;
const elsewhere = {
  profile: "unrestricted",
  tier_two_acknowledged: false,
  after_purchase_acknowledged: false,
  self_purchase_acknowledged: false,
} as const;

describe("the mainland's profile", () => {
  it("pays one tier by default", () => {
    expect(allowedTiers(mainland(false))).toBe(1);
    expect(tierRefusal(mainland(false), 1)).toBeNull();
    expect(tierRefusal(mainland(false), 2)).toMatchObject({ code: "tier_two_not_acknowledged" });
  });

  it("pays two once the merchant has acknowledged it", () => {
    expect(allowedTiers(mainland(true))).toBe(2);
    expect(tierRefusal(mainland(true), 2)).toBeNull();
  });

  it("never pays three", () => {
    expect(tierRefusal(mainland(true), 3)).toMatchObject({ code: "tier_not_allowed" });
  });
});

it("elsewhere ten tiers may be paid and no more", () => {
  expect(allowedTiers(elsewhere)).toBe(10);
  expect(tierRefusal(elsewhere, 10)).toBeNull();
  expect(tierRefusal(elsewhere, 11)).toMatchObject({ code: "tier_not_allowed" });
});

describe("joining only after a purchase", () => {
  it("needs the owner's acknowledgement in the mainland", () => {
    const code = "after_purchase_not_acknowledged";
    expect(joiningRefusal(mainland(true), "after_purchase")).toMatchObject({ code });
    const acknowledged = { ...mainland(true), after_purchase_acknowledged: true };
    expect(joiningRefusal(acknowledged, "after_purchase")).toBeNull();
    expect(joiningRefusal(elsewhere, "after_purchase")).toBeNull();
  });

  it("is the only way of joining that does", () => {
    for (const mode of ["free", "review", "invitation"] as const) {
      expect(joiningRefusal(mainland(false), mode)).toBeNull();
    }
  });
});

it("own purchases earn in the mainland on the owner's word alone", () => {
  const code = "self_purchase_not_acknowledged";
  expect(selfPurchaseRefusal(mainland(true), "none")).toBeNull();
  expect(selfPurchaseRefusal(mainland(true), "distributor_rate")).toMatchObject({
    code,
    field: "plan.binding.self_purchase",
  });
  const acknowledged = { ...mainland(true), self_purchase_acknowledged: true };
  expect(selfPurchaseRefusal(acknowledged, "distributor_rate")).toBeNull();
  expect(selfPurchaseRefusal(elsewhere, "distributor_rate")).toBeNull();
});
