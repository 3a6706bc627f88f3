import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PlanDraftShape } from "../../src/domain/plan/plan-shape";
import type { DistributorRow } from "../../src/modules/distribution/referral/people.entity";
import { openTestLedger, type TestLedger } from "../database";
import {
  captureOf,
  chain,
  DAY_ONE,
  dayAfter,
  oneTier,
  placeOrder,
  publishTwoTiers,
  twoTiers,
} from "../shop-life";

let ledger: TestLedger;
let buyer: DistributorRow;
let inviter: DistributorRow;

beforeAll(async () => {
  ledger = await openTestLedger();
  await publishTwoTiers(ledger.service);
  const [, second, third] = await chain(ledger.service, 3);
  if (!second || !third) throw new Error("the chain is short");
  [inviter, buyer] = [second, third];
});

afterAll(async () => {
  await ledger?.close();
});

const WINDOW = { since: DAY_ONE, until: dayAfter(1), assumed_campaigns: [], now: dayAfter(30) };

async function simulate(draft = twoTiers, window: object = {}) {
  const result = await ledger.service.plans.simulate({ draft, ...WINDOW, ...window });
  if (result.kind === "refused") throw new Error(result.code);
  return result;
}

/** Paid orders by the thousand, as freezing would leave them: copies of one that was frozen. */
async function copies(order_id: string, count: number): Promise<void> {
  const copy = (table: string, columns: string, values: string) =>
    ledger.asOwner.query(
      `insert into distribution.${table} (order_id, ${columns})
       select t.order_id || '_' || n, ${values} from distribution.${table} t, generate_series(1, $2) n
       where t.order_id = $1`,
      [order_id, count],
    );
  const frozen = "customer_id, display_id, outcome, plan_id, goods_fen, total_fen, frozen_at, chain";
  await copy("frozen_order", frozen, frozen);
  const goods = "position, base_fen, quantity, category_ids";
  await copy("frozen_line", `order_line_id, ${goods}`, `order_line_id || '_' || n, ${goods}`);
  const part = "tier, distributor_id, distributor_no, binding_id, rate_bps, base_fen, amount_fen";
  await copy("attribution", `order_line_id, ${part}`, `order_line_id || '_' || n, ${part}`);
  const money = "outcome, amount_fen, goods_fen, occurred_at";
  await copy("processed", `kind, id, ${money}`, `kind, id || '_' || n, ${money}`);
}

describe("a draft tried on past orders", () => {
  it("that repeats the plan costs what was frozen, and changes nobody's share", async () => {
    const order = await placeOrder(ledger.service, buyer.customer_id, [10_000n, 1_999n], 800n);
    await placeOrder(ledger.service, buyer.customer_id, [50_000n]);
    await ledger.service.intake.ingest([captureOf(order)]);
    const { report, complete } = await simulate();
    expect(complete).toBe(true);
    expect(report).toMatchObject({
      orders: 1,
      goods_fen: 11_999n,
      commission: { frozen_fen: 1_558n, draft_fen: 1_558n },
      distributors: { gaining: 0, losing: 0, unchanged: 2 },
    });
  });

  it("names who gains and who loses, and leaves every table as it was", async () => {
    const before = await counts();
    const draft = { ...oneTier, tiers: [{ tier: 1, rate_bps: 2_000 }] };
    const { report, names } = await simulate(draft);
    expect(report).toMatchObject({
      gainers: [{ distributor_id: inviter.id, frozen_fen: 1_199n, draft_fen: 2_399n }],
      losers: [{ frozen_fen: 359n, draft_fen: 0n }],
    });
    expect(names.get(inviter.id)).toBe(inviter.display_name);
    expect(await counts()).toEqual(before);
  });

  it("looks at the window alone", async () => {
    expect((await simulate(twoTiers, { since: dayAfter(1), until: dayAfter(2) })).report.orders).toBe(0);
    const empty = { ...WINDOW, until: DAY_ONE };
    expect(await ledger.service.plans.simulate({ draft: twoTiers, ...empty })).toMatchObject({
      code: "window_empty",
    });
  });

  it("is refused when no acknowledgement would allow it", async () => {
    const tiers = [...twoTiers.tiers, { tier: 3, rate_bps: 100 }];
    expect(await ledger.service.plans.simulate({ draft: { ...twoTiers, tiers }, ...WINDOW })).toMatchObject({
      code: "tier_not_allowed",
    });
  });

  it("of a second tier can be tried before it was acknowledged, on people who were above all along", async () => {
    const other = await openTestLedger();
    try {
      await other.service.plans.publish({ actor_id: "user_owner", draft: oneTier, now: DAY_ONE });
      const [, , third] = await chain(other.service, 3);
      const order = await placeOrder(other.service, third?.customer_id ?? null, [10_000n]);
      await other.service.intake.ingest([captureOf(order)]);
      const result = await other.service.plans.simulate({ draft: twoTiers, ...WINDOW });
      expect(result).toMatchObject({
        kind: "simulated",
        report: { commission: { frozen_fen: 1_000n, draft_fen: 1_300n } },
      });
    } finally {
      await other.close();
    }
  });

  it("goes through 10,000 orders page by page, counts each once, and says the same again", async () => {
    const order = await placeOrder(ledger.service, buyer.customer_id, [10_000n, 1_999n]);
    await ledger.service.intake.ingest([captureOf(order)]);
    await copies(order.order_id, 9_998);
    const draft = PlanDraftShape.parse({
      ...JSON.parse(
        JSON.stringify(oneTier, (_key, part) => (typeof part === "bigint" ? String(part) : part)),
      ),
      grades: [{ code: "gold", rank: 1, name: "金牌" }],
      rules: [
        { code: "gold", target: { type: "all" }, grade: "gold", tiers: [{ tier: 1, rate_bps: 3_000 }] },
      ],
      caps: { per_order: { fixed_fen: "1000" } },
    });
    const first = await simulate(draft);
    expect(first.report).toMatchObject({
      orders: 10_000,
      goods_fen: 119_990_000n,
      commission: { frozen_fen: 15_580_000n, draft_fen: 10_000_000n },
    });
    expect((await simulate(draft)).report).toEqual(first.report);
  }, 60_000);
});

async function counts(): Promise<unknown> {
  const tables = [
    "plan",
    "frozen_order",
    "attribution",
    "transfer",
    "accrual",
    "balance",
    "audit",
    "processed",
  ];
  return Promise.all(
    tables.map((table) => ledger.asService.query(`select count(*) from distribution.${table}`)),
  );
}
