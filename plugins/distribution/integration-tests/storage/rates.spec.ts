import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { PlanDraftShape, PlanTermsShape } from "../../src/domain/plan/plan-shape";
import type { Goods } from "../../src/domain/plan/rates";
import type { DistributorRow } from "../../src/modules/distribution/referral/people.entity";
import { openTestLedger, type TestLedger } from "../database";
import {
  captureOf,
  chain,
  DAY_ONE,
  dayAfter,
  freshId,
  pendingOf,
  publishTwoTiers,
  refundOf,
  twoTiers,
} from "../shop-life";

let ledger: TestLedger;
let top: DistributorRow;
let inviter: DistributorRow;
let buyer: DistributorRow;

beforeAll(async () => {
  ledger = await openTestLedger();
  await publishTwoTiers(ledger.service);
});

beforeEach(async () => {
  const [first, second, third] = await chain(ledger.service, 3);
  if (!first || !second || !third) throw new Error("the chain is short");
  [top, inviter, buyer] = [first, second, third];
});

afterAll(async () => {
  await ledger?.close();
});

const tea: Goods = {
  quantity: 2,
  variant_id: "variant_tea",
  product_id: "prod_tea",
  collection_id: "pcol_1",
  category_ids: ["pcat_1"],
  unit_cost_fen: 3_000n,
  list_fen: 12_000n,
};

async function publish(terms: object): Promise<void> {
  const { name: _name, ...rest } = twoTiers;
  const draft = { ...rest, ...terms, name: freshId("方案") };
  const result = await ledger.service.plans.publish({ actor_id: "user_owner", draft, now: DAY_ONE });
  if (result.kind === "refused") throw new Error(`${result.code} at ${result.field}`);
}

const termsOf = (terms: object) => {
  const { rules, campaigns, caps } = PlanDraftShape.parse({
    name: "x",
    tiers: [],
    holding_days: 0,
    minimum_payout_fen: "0",
    joining_mode: "free",
    agreement: twoTiers.agreement,
    binding: { protection_days: 0 },
    ...terms,
  });
  return { rules, campaigns, caps };
};

async function order(bases: readonly bigint[], goods: Goods | null, now = DAY_ONE) {
  const order_id = freshId("order");
  const lines = bases.map((base_fen, index) => ({
    order_line_id: `ordli_${order_id}_${index}`,
    base_fen,
    goods,
  }));
  const total_fen = bases.reduce((sum, base) => sum + base, 0n);
  const { customer_id } = buyer;
  const created = { order_id, display_id: 1, customer_id, currency_code: "cny", total_fen, lines };
  await ledger.service.intake.freezeOrder(created, now);
  return { order_id, lines: lines.map(({ order_line_id }) => order_line_id), total_fen };
}

const frozen = async (order_id: string) => (await ledger.service.intake.orderCommissions(order_id))?.rows;

describe("what is frozen", () => {
  it("is the resolved rate with its reason, and it is what accrues and is clawed back", async () => {
    const rules = [
      { code: "tea", target: { type: "product", id: "prod_tea" }, tiers: [{ tier: 1, fixed_fen: "700" }] },
    ];
    await publish(termsOf({ rules }));
    const placed = await order([10_000n], tea);
    expect(await frozen(placed.order_id)).toMatchObject([
      {
        tier: 1,
        rule: "tea",
        campaign: null,
        rate_bps: null,
        fixed_fen: 700n,
        quantity: 2,
        amount_fen: 1_400n,
        cut_by: null,
      },
      { tier: 2, rule: null, rate_bps: 300, fixed_fen: null, amount_fen: 300n, cut_by: null },
    ]);
    await ledger.service.intake.ingest([captureOf(placed)]);
    expect(await pendingOf(ledger.service, inviter)).toBe(1_400n);
    await ledger.service.intake.ingest([refundOf(placed, 2_501n)]);
    expect(await pendingOf(ledger.service, inviter)).toBe(1_400n - 350n);
    expect(await pendingOf(ledger.service, top)).toBe(300n - 75n);
  });

  it("names the campaign while it runs, and the plan's own rate afterwards", async () => {
    const rates = [{ code: "all", target: { type: "all" }, tiers: [{ tier: 1, rate_bps: 2_000 }] }];
    const window = { starts_at: DAY_ONE.toISOString(), ends_at: dayAfter(1).toISOString() };
    await publish(termsOf({ campaigns: [{ code: "sale", name: "大促", ...window, rates }] }));
    const during = await order([10_000n], tea, new Date(dayAfter(1).getTime() - 1));
    const after = await order([10_000n], tea, dayAfter(1));
    expect((await frozen(during.order_id))?.[0]).toMatchObject({
      campaign: "sale",
      rule: "all",
      amount_fen: 2_000n,
    });
    expect((await frozen(after.order_id))?.[0]).toMatchObject({
      campaign: null,
      rule: null,
      amount_fen: 1_000n,
    });
  });

  it("regression 13: follows the earner's grade by its code, as it was when the order was placed", async () => {
    const tiers = (rate_bps: number) => [1, 2].map((tier) => ({ tier, rate_bps }));
    const grades = [
      { code: "2", rank: 1, name: "银牌" },
      { code: "1", rank: 2, name: "金牌" },
    ];
    const rules = [
      { code: "silver", target: { type: "all" }, grade: "2", tiers: tiers(1_200) },
      { code: "gold", target: { type: "all" }, grade: "1", tiers: tiers(2_500) },
    ];
    await publish({ ...termsOf({ rules, grades }), grades: PlanTermsShape.shape.grades.parse(grades) });
    const setGrade = (code: string | null) =>
      ledger.asOwner.query(
        `update distribution.distributor set grade_code = $2, grade_since = now() where id = $1`,
        [inviter.id, code],
      );
    await setGrade("1");
    const placed = await order([10_000n], tea);
    await setGrade("2");
    const later = await order([10_000n], tea);
    await ledger.service.intake.ingest([captureOf(placed)]);
    expect(await frozen(placed.order_id)).toMatchObject([
      { tier: 1, grade: "1", rule: "gold", amount_fen: 2_500n },
      { tier: 2, grade: null, rule: null, amount_fen: 300n },
    ]);
    expect((await frozen(later.order_id))?.[0]).toMatchObject({
      grade: "2",
      rule: "silver",
      amount_fen: 1_200n,
    });
    expect(await pendingOf(ledger.service, inviter)).toBe(2_500n);
  });

  it("is cut to what the margin bears, and says so", async () => {
    await publish(termsOf({ caps: { margin_floor: { keep_bps: 3_500, above_cost: true } } }));
    const placed = await order([10_000n], tea);
    expect(await frozen(placed.order_id)).toMatchObject([
      { tier: 1, rate_bps: 1_000, amount_fen: 385n, cut_by: "margin_floor" },
      { tier: 2, rate_bps: 300, amount_fen: 115n, cut_by: "margin_floor" },
    ]);
    await ledger.service.intake.ingest([captureOf(placed)]);
    expect(await pendingOf(ledger.service, inviter)).toBe(385n);
  });

  it("is cut over the whole order, and adds up to the cap", async () => {
    await publish(termsOf({ caps: { per_order: { fixed_fen: "1000" } } }));
    const placed = await order([10_000n, 3_333n, 1n], tea);
    const amounts = (await frozen(placed.order_id))?.map(({ amount_fen }) => amount_fen) ?? [];
    expect(amounts.reduce((sum, amount) => sum + amount, 0n)).toBe(1_000n);
  });

  it("keeps goods, the buyer and everybody above, so that a draft can be tried on it", async () => {
    await publish({});
    const { order_id } = await order([10_000n], tea);
    const [line] = await ledger.asService.query(
      `select quantity, variant_id, product_id, collection_id, category_ids, unit_cost_fen, list_fen
       from distribution.frozen_line where order_id = $1`,
      [order_id],
    );
    expect(line).toEqual({ ...tea, unit_cost_fen: "3000", list_fen: "12000" });
    const [row] = await ledger.asService.query(
      `select chain from distribution.frozen_order where order_id = $1`,
      [order_id],
    );
    expect(row.chain).toMatchObject([
      { tier: 0, binding_id: null },
      { tier: 1, distributor_id: inviter.id },
      { tier: 2, distributor_id: top.id },
    ]);
  });
});

describe("the database refuses, as the service's role", () => {
  const insert = (order_line_id: string, values: string) =>
    ledger.asService.query(
      `insert into distribution.attribution (order_line_id, tier, order_id, distributor_id, distributor_no, binding_id,
         base_fen, rate_bps, fixed_fen, quantity, amount_fen, cut_by, campaign)
       select order_line_id, 2, order_id, distributor_id, distributor_no, binding_id, ${values}
       from distribution.attribution where order_line_id = $1 and tier = 1`,
      [order_line_id],
    );

  it("an amount above what the rate gives, one below it without a cut, and a rate beside a fixed amount", async () => {
    const oneTier = { ...termsOf({}), tiers: [{ tier: 1, rate_bps: 9_000 }] };
    await publish(oneTier);
    const { lines } = await order([10_000n], tea);
    const line = lines[0] ?? "";
    await expect(insert(line, "10000, 500, null, 1, 501, null, null")).rejects.toThrow(/amount_of_rate/);
    await expect(insert(line, "10000, 500, null, 1, 499, null, null")).rejects.toThrow(/amount_of_rate/);
    await expect(insert(line, "10000, null, 100, 2, 201, null, null")).rejects.toThrow(/amount_of_rate/);
    await expect(insert(line, "10000, 500, null, 1, 500, 'per_line', null")).rejects.toThrow(
      /amount_of_rate/,
    );
    await expect(insert(line, "10000, 500, 500, 1, 500, null, null")).rejects.toThrow(/one_rate/);
    await expect(insert(line, "10000, 1001, null, 1, 1001, null, null")).rejects.toThrow(
      /more than its base/,
    );
    await expect(insert(line, "9999, 500, null, 1, 499, null, null")).rejects.toThrow(/more than its base/);
    await insert(line, "10000, 1000, null, 1, 1000, null, null");
  });
});
