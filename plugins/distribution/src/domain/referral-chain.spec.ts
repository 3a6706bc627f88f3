import { expect, it } from "vitest";
import { asBuyer, earners, type UplineStep } from "./referral-chain";

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
