import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PlanDraft, PlanDraftShape } from "../../src/domain/plan/plan-shape";
import { openTestLedger, type TestLedger } from "../database";
import { DAY_ONE, dayAfter, oneTier } from "../shop-life";

let ledger: TestLedger;

beforeAll(async () => {
  ledger = await openTestLedger();
});

afterAll(async () => {
  await ledger?.close();
});

async function publish(draft: PlanDraft, now = DAY_ONE) {
  const result = await ledger.service.plans.publish({ actor_id: "user_owner", draft, now });
  if (result.kind === "refused") throw new Error(result.code);
  return result.plan;
}

const rich = PlanDraftShape.parse({
  name: "有等级的方案",
  tiers: [{ tier: 1, fixed_fen: "500" }],
  holding_days: 7,
  minimum_payout_fen: "1000",
  joining_mode: "review",
  agreement: oneTier.agreement,
  binding: { protection_days: 30, expires_after_days: 365, customers: "new", self_purchase: "none" },
  grades: [
    {
      code: "gold",
      rank: 2,
      name: "金牌",
      benefits: ["专属客服"],
      upgrade: { own_sales_fen: "1000000", window_days: 90 },
    },
  ],
  rules: [
    {
      code: "tea",
      target: { type: "product", id: "prod_1" },
      grade: "gold",
      tiers: [{ tier: 1, rate_bps: 2_000 }],
    },
  ],
  campaigns: [
    {
      code: "double-11",
      name: "双十一",
      starts_at: "2026-11-10T16:00:00.000Z",
      ends_at: "2026-11-11T16:00:00.000Z",
      rates: [{ code: "all", target: { type: "all" }, tiers: [{ tier: 1, rate_bps: 2_000 }] }],
    },
  ],
  caps: {
    per_line: { rate_bps: 3_000 },
    per_order: { fixed_fen: "20000" },
    margin_floor: { keep_bps: 2_000, above_cost: true },
  },
  payout_fee: { kind: "share", rate_bps: 60, minimum_fen: "100" },
});

describe("plans", () => {
  it("are read as they were published, with everything they say", async () => {
    const plan = await publish(rich);
    const [read] = await ledger.service.plans.list(1);
    expect(read).toEqual(plan);
    expect(read).toMatchObject({ ...rich, effective_from: DAY_ONE });
  });

  it("begin at their time: the latest version that has begun is in force", async () => {
    const { service } = ledger;
    const now = await publish({ ...oneTier, name: "眼下" });
    const later = await publish({ ...oneTier, name: "十天后", effective_from: dayAfter(10) });
    const sooner = await publish({ ...oneTier, name: "五天后", effective_from: dayAfter(5) });
    const latest = await publish({ ...oneTier, name: "二十天后", effective_from: dayAfter(20) });
    const inForce = async (at: Date) => (await service.plans.inForce(at))?.id;
    expect(await inForce(dayAfter(4))).toBe(now.id);
    expect(await inForce(new Date(dayAfter(5).getTime() - 1))).toBe(now.id);
    expect(await inForce(dayAfter(5))).toBe(sooner.id);
    // A version that is newer replaces one that was planned for later before it was written.
    expect(await inForce(dayAfter(10))).toBe(sooner.id);
    expect(later.version).toBeLessThan(sooner.version);
    expect(await inForce(dayAfter(20))).toBe(latest.id);
    expect(await inForce(new Date(DAY_ONE.getTime() - 1))).toBeUndefined();
  });

  it("published twice are one version, waiting or in force", async () => {
    const draft = { ...oneTier, name: "重复", effective_from: dayAfter(30) };
    const first = await publish(draft);
    expect((await publish(draft, dayAfter(1))).id).toBe(first.id);
    expect((await publish(draft, dayAfter(31))).id).toBe(first.id);
    const withoutStart = { ...draft, effective_from: null };
    expect((await publish(withoutStart, dayAfter(1))).version).toBe(first.version + 1);
  });

  it("are never backdated", async () => {
    const draft = { ...oneTier, name: "倒签", effective_from: dayAfter(-1) };
    const result = await ledger.service.plans.publish({ actor_id: "user_owner", draft, now: DAY_ONE });
    expect(result).toMatchObject({ code: "effective_from_past", field: "plan.effective_from" });
  });

  it("ask for the owner's acknowledgement before a purchase is a condition of joining", async () => {
    const { service } = ledger;
    const draft = { ...oneTier, name: "购后加入", joining_mode: "after_purchase" as const };
    const attempt = () => service.plans.publish({ actor_id: "user_owner", draft, now: DAY_ONE });
    expect(await attempt()).toMatchObject({ code: "after_purchase_not_acknowledged" });
    const insert = `insert into distribution.plan
        (id, version, name, joining_mode, holding_days, protection_days, minimum_payout_fen, agreement_version,
         agreement_title, agreement_body, published_at, published_by, effective_from)
      values ('plan_x', 999, 'x', 'after_purchase', 0, 0, 0, '1', '1', '1', now(), 'x', now())`;
    await expect(ledger.asService.query(insert)).rejects.toThrow(/was not acknowledged/);
    const statement = "本店知悉：购买不是变相入门费。";
    await service.plans.acknowledge({
      topic: "after_purchase",
      actor_id: "user_owner",
      statement,
      now: DAY_ONE,
    });
    expect(await attempt()).toMatchObject({ kind: "published" });
    expect(await service.plans.acknowledgements()).toMatchObject([{ topic: "after_purchase", statement }]);
  });

  it("stay as published, whoever asks the database", async () => {
    for (const source of [ledger.asService, ledger.asOwner]) {
      for (const change of ["terms = '{}'", "effective_from = now()", "joining_mode = 'free'"]) {
        await expect(source.query(`update distribution.plan set ${change}`)).rejects.toThrow(
          /permission denied|is refused/,
        );
      }
    }
  });
});
