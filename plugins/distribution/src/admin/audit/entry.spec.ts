import { expect, test } from "vitest";
import { changesOf } from "./entry";

const asIs = (id: string) => id;

test("only what changed is told, in words, money and clock times of the merchant", () => {
  const entry = {
    before: { status: "active", reason: null, cost_fen: "100" },
    after: { status: "frozen", reason: null, cost_fen: "1250", effective_from: "2026-11-29T16:00:00.000Z" },
  };
  expect(changesOf(entry, asIs)).toEqual([
    { name: "状态", before: "正常", after: "已冻结" },
    { name: "成本价", before: "¥1.00", after: "¥12.50" },
    { name: "生效时间", before: null, after: "2026-11-30 00:00" },
  ]);
});

test("rates are told by tier, other lists by their length, ids by name", () => {
  const after = {
    tiers: [
      { tier: 1, rate_bps: 1_000 },
      { tier: 2, fixed_fen: "300" },
    ],
    payout_ids: ["pout_1", "pout_2"],
    distributor_id: "dist_1",
  };
  const told = changesOf({ before: null, after }, (id) => (id === "dist_1" ? "林晓雨" : id));
  expect(told.map(({ after: text }) => text)).toEqual(["1 级 10%，2 级 ¥3.00", "2 项", "林晓雨"]);
});
