import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type PlanDraft, PlanDraftShape } from "./plan-shape";
import { type PastOrder, Simulation } from "./simulation";

const AT = new Date("2026-03-01T00:00:00.000Z");

const draftOf = (change: object = {}): PlanDraft =>
  PlanDraftShape.parse({
    name: "方案",
    tiers: [
      { tier: 1, rate_bps: 1_000 },
      { tier: 2, rate_bps: 300 },
    ],
    holding_days: 7,
    minimum_payout_fen: "0",
    joining_mode: "free",
    agreement: { version: "1", title: "协议", body: "正文" },
    binding: { protection_days: 0 },
    ...change,
  });

const chain = [1, 2].map((tier) => ({
  tier,
  binding_id: `bind_${tier}`,
  distributor_id: `dist_${tier}`,
  distributor_no: BigInt(tier),
  grade: null,
}));

function orderOf(number: number, base_fen: bigint, list_fen: bigint, cost: bigint | null = null): PastOrder {
  return {
    order_id: `order_${number}`,
    frozen_at: AT,
    lines: [
      {
        order_line_id: `line_${number}`,
        base_fen,
        goods: {
          ...{ quantity: 1, variant_id: "v", product_id: "p", collection_id: null, category_ids: [] },
          unit_cost_fen: cost,
          list_fen,
        },
      },
    ],
    chain,
    frozen: [{ tier: 1, distributor_id: "dist_1", grade: null, amount_fen: 500n }],
  };
}

function reportOf(draft: PlanDraft, orders: readonly PastOrder[], assumed: readonly string[] = []) {
  const simulation = new Simulation(draft, assumed);
  for (const order of orders) simulation.add(order);
  return simulation.report();
}

describe("a simulation", () => {
  it("adds up cost, tiers, and who gains and loses against what was frozen", () => {
    const orders = [orderOf(1, 10_000n, 12_000n, 4_000n), orderOf(2, 2_000n, 2_000n)];
    expect(reportOf(draftOf(), orders)).toMatchObject({
      orders: 2,
      orders_with_commission: 2,
      goods_fen: 12_000n,
      discount_fen: 2_000n,
      commission: { frozen_fen: 1_000n, draft_fen: 1_560n },
      known_cost: { goods_fen: 10_000n, cost_fen: 4_000n, draft_fen: 1_300n, lines_without: 1 },
      tiers: [
        { tier: 1, frozen_fen: 1_000n, draft_fen: 1_200n },
        { tier: 2, frozen_fen: 0n, draft_fen: 360n },
      ],
      distributors: { gaining: 2, losing: 0, unchanged: 0 },
      gainers: [{ distributor_id: "dist_2" }, { distributor_id: "dist_1" }],
    });
    const cheaper = draftOf({ tiers: [{ tier: 1, rate_bps: 100 }] });
    expect(reportOf(cheaper, orders)).toMatchObject({
      commission: { frozen_fen: 1_000n, draft_fen: 120n },
      distributors: { gaining: 0, losing: 1, unchanged: 0 },
      losers: [{ distributor_id: "dist_1", frozen_fen: 1_000n, draft_fen: 120n }],
    });
  });

  it("finds the line where the shop keeps least, with every tier and the dearest grade stacked on its discount", () => {
    const grades = [{ code: "gold", rank: 1, name: "金牌" }];
    const rules = [
      { code: "gold", target: { type: "all" }, grade: "gold", tiers: [{ tier: 1, rate_bps: 2_000 }] },
    ];
    const orders = [orderOf(1, 10_000n, 10_000n), orderOf(2, 5_000n, 10_000n, 4_500n)];
    const alone = orders.map((order) => ({ ...order, chain: chain.slice(0, 1) }));
    const [worst, next] = reportOf(draftOf({ grades, rules }), alone).worst;
    expect(worst).toEqual({
      order_id: "order_2",
      order_line_id: "line_2",
      list_fen: 10_000n,
      discount_fen: 5_000n,
      cost_fen: 4_500n,
      grade: "gold",
      tiers: [
        { tier: 1, amount_fen: 1_000n, rule: "gold", campaign: null, cut_by: null },
        { tier: 2, amount_fen: 150n, rule: null, campaign: null, cut_by: null },
      ],
      kept_fen: -650n,
      kept_bps: -650,
    });
    expect(next).toMatchObject({ order_id: "order_1", kept_fen: 7_700n, kept_bps: 7_700 });
  });

  it("counts a campaign when it runs, or all the time when it is assumed to", () => {
    const window = { starts_at: "2026-11-10T16:00:00Z", ends_at: "2026-11-11T16:00:00Z" };
    const rates = [{ code: "all", target: { type: "all" }, tiers: [{ tier: 1, rate_bps: 5_000 }] }];
    const draft = draftOf({ campaigns: [{ code: "sale", name: "大促", ...window, rates }] });
    const orders = [orderOf(1, 10_000n, 10_000n)];
    expect(reportOf(draft, orders).commission.draft_fen).toBe(1_300n);
    expect(reportOf(draft, orders, ["sale"]).commission.draft_fen).toBe(5_300n);
  });

  it("says what caps cut off", () => {
    const draft = draftOf({ caps: { per_line: { fixed_fen: "1000" } } });
    expect(reportOf(draft, [orderOf(1, 10_000n, 10_000n)]).cuts).toEqual([
      { cut_by: "per_line", parts: 2, cut_fen: 300n },
    ]);
  });

  it("law: the report does not depend on the sequence of orders, and its parts add up", () => {
    const order = fc.record({
      base: fc.bigInt({ min: 0n, max: 50_000n }),
      off: fc.bigInt({ min: 0n, max: 5_000n }),
      cost: fc.option(fc.bigInt({ min: 0n, max: 50_000n })),
    });
    fc.assert(
      fc.property(fc.array(order, { maxLength: 20 }), (list) => {
        const orders = list.map(({ base, off, cost }, index) => orderOf(index, base, base + off, cost));
        const report = reportOf(draftOf(), orders);
        expect(reportOf(draftOf(), [...orders].reverse())).toEqual(report);
        const total = (rows: readonly { draft_fen: bigint }[]) =>
          rows.reduce((sum, row) => sum + row.draft_fen, 0n);
        expect(total(report.tiers)).toBe(report.commission.draft_fen);
        expect(total(report.grades)).toBe(report.commission.draft_fen);
      }),
    );
  });
});

it("a draft that pays for own purchases pays the buyer who was a distributor, and moves the others", () => {
  const binding = { protection_days: 0, self_purchase: "distributor_rate" };
  const own = {
    ...chain[0],
    tier: 0,
    binding_id: null,
    distributor_id: "dist_own",
    distributor_no: 9n,
    grade: null,
  };
  const past = orderOf(1, 10_000n, 10_000n);
  const report = reportOf(draftOf({ binding }), [{ ...past, chain: [own, ...chain] }]);
  // What tier 1 pays goes to the buyer, tier 2 to whoever invited them, and the next above has no tier left.
  expect(report.gainers).toEqual([{ distributor_id: "dist_own", frozen_fen: 0n, draft_fen: 1_000n }]);
  expect(report.losers).toEqual([{ distributor_id: "dist_1", frozen_fen: 500n, draft_fen: 300n }]);
  expect(report.tiers.map(({ tier }) => tier)).toEqual([1, 2]);
  expect(reportOf(draftOf(), [{ ...past, chain: [own, ...chain] }])).toEqual(reportOf(draftOf(), [past]));
});
