import { describe, expect, it } from "vitest";
import { allowedTiers, tierRefusal } from "./compliance";

const mainland = (tier_two_acknowledged: boolean) =>
  ({ profile: "cn-mainland", tier_two_acknowledged }) as const;
const elsewhere = { profile: "unrestricted", tier_two_acknowledged: false } as const;

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
