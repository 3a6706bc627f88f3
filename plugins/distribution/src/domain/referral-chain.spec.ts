import { expect, it } from "vitest";
import { earners, type UplineStep } from "./referral-chain";

const step = (name: string, status: UplineStep["status"] = "active"): UplineStep => ({
  binding_id: `bind_${name}`,
  distributor_id: `dist_${name}`,
  distributor_no: BigInt(name.charCodeAt(0)),
  customer_id: `cus_${name}`,
  status,
});

const who = (upline: UplineStep[], tiers: number, buyer = "cus_buyer") =>
  earners(upline, buyer, tiers).map(({ tier, distributor_id }) => `${tier}:${distributor_id}`);

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
