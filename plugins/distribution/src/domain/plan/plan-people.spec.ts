import { describe, expect, it } from "vitest";
import { peopleRefusal } from "./plan-people";
import { PlanDraftShape } from "./plan-shape";

const gold = { code: "gold", rank: 2, name: "金牌", upgrade: { own_sales_fen: "100000", window_days: 90 } };
const silver = {
  code: "silver",
  rank: 1,
  name: "银牌",
  downgrade: { own_earnings_fen: "1", window_days: 366 },
};

const refusalOf = (change: object) =>
  peopleRefusal(
    PlanDraftShape.parse({
      name: "方案",
      tiers: [{ tier: 1, rate_bps: 1_000 }],
      holding_days: 7,
      minimum_payout_fen: "1000",
      joining_mode: "free",
      agreement: { version: "1", title: "协议", body: "正文" },
      binding: { protection_days: 180 },
      grades: [gold, silver],
      ...change,
    }),
  );

describe("compliance: joining costs nothing", () => {
  it.each([
    ["a designated product", "designated_product_ids", ["prod_1"]],
    ["a minimum spend", "minimum_spend_fen", "10000"],
    ["a deposit", "deposit_fen", "9900"],
    ["a number of invited people", "invited_people", 3],
  ])("%s as a condition of joining is refused", (_what, key, value) => {
    expect(refusalOf({ joining_conditions: { [key]: value } })).toEqual({
      kind: "refused",
      code: "joining_condition_not_allowed",
      field: `plan.joining_conditions.${key}`,
    });
  });

  it("no condition is no condition", () => {
    expect(refusalOf({ joining_conditions: {} })).toBeNull();
    expect(refusalOf({})).toBeNull();
  });
});

describe("grades", () => {
  it("are never reached by a head count", () => {
    const upgrade = { invited_people: 30, window_days: 90 };
    expect(refusalOf({ grades: [{ ...gold, upgrade }] })).toEqual({
      kind: "refused",
      code: "grade_condition_not_allowed",
      field: "plan.grades.0.upgrade.invited_people",
    });
  });

  it.each<[string, object[]]>([
    ["code_taken", [gold, { ...silver, code: "gold" }]],
    ["grade_rank_taken", [gold, { ...silver, rank: 2 }]],
    ["grade_name_missing", [{ ...gold, name: " " }]],
    ["grade_condition_empty", [{ ...gold, upgrade: { window_days: 90 } }]],
    ["days_out_of_range", [{ ...gold, upgrade: { own_sales_fen: "1", window_days: 0 } }]],
    ["days_out_of_range", [{ ...silver, downgrade: { own_earnings_fen: "1", window_days: 367 } }]],
  ])("refuses with %s", (code, grades) => {
    expect(refusalOf({ grades })).toMatchObject({ code });
  });
});
