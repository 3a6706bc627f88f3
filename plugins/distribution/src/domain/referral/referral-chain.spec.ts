import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  asBuyer,
  buyerAsEarner,
  type Earner,
  earners,
  earnersUnder,
  type UplineStep,
} from "./referral-chain";

const now = new Date("2026-03-01T00:00:00Z");

const step = (
  name: string,
  status: UplineStep["status"] = "active",
  expires_at: Date | null = null,
): UplineStep => ({
  binding_id: `bind_${name}`,
  distributor_id: `dist_${name}`,
  distributor_no: BigInt(name.charCodeAt(0)),
  customer_id: `cus_${name}`,
  status,
  expires_at,
});

const who = (upline: UplineStep[], tiers: number, buyer = "cus_buyer") =>
  earners(upline, buyer, tiers, now).map(({ tier, distributor_id }) => `${tier}:${distributor_id}`);

it("pays as many tiers as there are, nearest first", () => {
  const upline = [step("a"), step("b"), step("c")];
  expect(who(upline, 1)).toEqual(["1:dist_a"]);
  expect(who(upline, 2)).toEqual(["1:dist_a", "2:dist_b"]);
  expect(who(upline, 10)).toHaveLength(3);
  expect(who([], 2)).toEqual([]);
});

it("leaves the tier of one who may not earn unpaid, and moves nobody up", () => {
  expect(who([step("a", "frozen"), step("b"), step("c")], 2)).toEqual(["2:dist_b"]);
});

it("self-referral earns nothing, whatever the store says", () => {
  expect(who([step("a"), step("b")], 2, "cus_a")).toEqual(["2:dist_b"]);
});

it("pays nobody twice on one order", () => {
  expect(who([step("a"), step("b"), step("a"), step("b")], 10)).toEqual(["1:dist_a", "2:dist_b"]);
});

it("ends where a binding's time is over, to the second", () => {
  const inOneSecond = new Date(now.getTime() + 1_000);
  expect(who([step("a", "active", now), step("b")], 2)).toEqual([]);
  expect(who([step("a"), step("b", "active", now), step("c")], 3)).toEqual(["1:dist_a"]);
  expect(who([step("a", "active", inOneSecond), step("b")], 2)).toEqual(["1:dist_a", "2:dist_b"]);
});

it("a step that is the buyer under another account earns nothing, and nobody moves up", () => {
  const upline = asBuyer([step("a"), step("b")], "cus_buyer", new Set(["cus_a"]));
  expect(who(upline, 2)).toEqual(["2:dist_b"]);
  expect(who(asBuyer([step("a"), step("b")], "cus_buyer", new Set()), 2)).toHaveLength(2);
});

describe("own purchases", () => {
  const buyer = { id: "dist_buyer", account_no: 9n, status: "active", grade_code: "gold" } as const;
  const own = buyerAsEarner(buyer);
  const above = earners([step("a"), step("b")], "cus_buyer", 2, now);
  const chain = [...(own ? [own] : []), ...above];
  const places = (found: readonly Earner[]) =>
    found.map(({ tier, distributor_id }) => `${tier}:${distributor_id}`);

  it("earn nothing by default, and move nobody", () => {
    expect(places(earnersUnder("none", chain))).toEqual(["1:dist_a", "2:dist_b"]);
  });

  it("earn as tier 1 where the plan says so, and whoever invited the buyer moves one tier up", () => {
    expect(places(earnersUnder("distributor_rate", chain))).toEqual(["1:dist_buyer", "2:dist_a", "3:dist_b"]);
    expect(earnersUnder("distributor_rate", chain)[0]).toMatchObject({ binding_id: null, grade: "gold" });
  });

  it("of somebody who is no active distributor change nothing", () => {
    expect(buyerAsEarner(null)).toBeNull();
    for (const status of ["applied", "frozen", "closed"] as const) {
      expect(buyerAsEarner({ ...buyer, status })).toBeNull();
    }
    expect(earnersUnder("distributor_rate", above)).toEqual(above);
  });

  it("law: nobody earns on two tiers, no tier is paid twice, and the upline keeps its order", () => {
    const uplines = fc.array(fc.constantFrom("a", "b", "c", "d", "e"), { maxLength: 6 });
    fc.assert(
      fc.property(
        uplines,
        fc.boolean(),
        fc.constantFrom("none", "distributor_rate"),
        (names, isOne, policy) => {
          const invited = earners(
            names.map((name) => step(name)),
            "cus_buyer",
            10,
            now,
          );
          const found = earnersUnder(policy, isOne && own ? [own, ...invited] : invited);
          const tiers = found.map(({ tier }) => tier);
          expect(tiers).toEqual([...new Set(tiers)].sort((one, other) => one - other));
          expect(tiers.every((tier) => tier >= 1)).toBe(true);
          expect(new Set(found.map(({ distributor_id }) => distributor_id)).size).toBe(found.length);
          expect(
            found.filter(({ binding_id }) => binding_id).map(({ distributor_id }) => distributor_id),
          ).toEqual(invited.map(({ distributor_id }) => distributor_id));
        },
      ),
    );
  });
});
