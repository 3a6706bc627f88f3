import { expect, test } from "vitest";
import { FIRST_DRAFT } from "./first-draft";
import { planDifferences, planLines } from "./plan-lines";

const nameOf = () => "商品「龙井」";

test("two plans that say the same differ in nothing", () => {
  expect(planDifferences(FIRST_DRAFT, structuredClone(FIRST_DRAFT), nameOf)).toEqual([]);
});

test("a difference names what was and what will be, also what is new and what goes", () => {
  const before = {
    ...FIRST_DRAFT,
    rules: [
      {
        code: "rule-1",
        target: { type: "product" as const, id: "prod_1" },
        grade: null,
        tiers: [{ tier: 1, rate_bps: 2_000 }],
      },
    ],
  };
  const after = {
    ...FIRST_DRAFT,
    tiers: [
      { tier: 1, rate_bps: 1_200 },
      { tier: 2, fixed_fen: "300" },
    ],
    caps: { ...FIRST_DRAFT.caps, per_line: { rate_bps: 2_500 } },
    payout_fee: { kind: "share" as const, rate_bps: 60, minimum_fen: "10" },
  };
  expect(planDifferences(before, after, nameOf)).toEqual([
    { id: "tiers", name: "默认比例", before: "1 级 10%", after: "1 级 12%，2 级 每件 ¥3.00" },
    { id: "per_line", name: "单品封顶", before: "不封顶", after: "25%" },
    { id: "fee", name: "提现手续费", before: "不收取", after: "0.6%，每笔最低 ¥0.10" },
    { id: "rule/rule-1", name: "商品「龙井」", before: "1 级 20%", after: null },
  ]);
});

test("no two lines of a plan are the same thing", () => {
  const ids = planLines(FIRST_DRAFT, nameOf).map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
