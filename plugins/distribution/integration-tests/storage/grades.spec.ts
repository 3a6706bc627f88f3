import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Grade, PlanDraftShape } from "../../src/domain/plan/plan-shape";
import { openTestLedger, type TestLedger } from "../database";
import { bind, captureOf, chain, dayAfter, freshId, oneTier, placeOrder, refundOf } from "../shop-life";

let ledger: TestLedger;

const shape = PlanDraftShape.shape.grades;
/** Codes and ranks cross: the code "2" is of rank 1 and the other way round, so that mixing them up shows. */
const grades = shape.parse([
  {
    code: "2",
    rank: 1,
    name: "银牌",
    upgrade: { own_sales_fen: "100000", window_days: 30 },
    downgrade: { own_sales_fen: "1", window_days: 30 },
  },
  {
    code: "1",
    rank: 2,
    name: "金牌",
    benefits: ["专属客服"],
    upgrade: { own_sales_fen: "500000", window_days: 30 },
    downgrade: { own_sales_fen: "300000", window_days: 30 },
  },
]) as Grade[];

beforeAll(async () => {
  ledger = await openTestLedger();
  const published = await ledger.service.plans.publish({
    actor_id: "user_owner",
    draft: { ...oneTier, grades },
    now: dayAfter(0),
  });
  if (published.kind === "refused") throw new Error(published.code);
});

afterAll(async () => {
  await ledger?.close();
});

/** A distributor whose friend bought goods for so much, paid on the first day. */
async function seller(sales_fen: bigint) {
  const { service } = ledger;
  const [person, buyer] = await chain(service, 2);
  if (!person || !buyer) throw new Error("no chain");
  const order = await placeOrder(service, buyer.customer_id, [sales_fen]);
  await service.intake.ingest([captureOf(order)]);
  return { person, buyer, order };
}

async function appraise(now: Date) {
  for (let after = 0n; ; ) {
    const page = await ledger.service.plans.grades.appraise({ after, limit: 3, now });
    if (page.next === null) return;
    after = page.next;
  }
}

const gradeOf = async (customer_id: string) =>
  (await ledger.service.referrals.distributorOfCustomer(customer_id))?.grade_code ?? null;

describe("an appraisal", () => {
  it("raises by own sales, and says from which figures", async () => {
    const small = await seller(99_999n);
    const middle = await seller(100_000n);
    const large = await seller(500_000n);
    await appraise(dayAfter(1));
    expect(await gradeOf(small.person.customer_id)).toBeNull();
    expect(await gradeOf(middle.person.customer_id)).toBe("2");
    expect(await gradeOf(large.person.customer_id)).toBe("1");
    const [change] = await ledger.service.plans.grades.history(large.person.id);
    expect(change).toMatchObject({
      from_code: null,
      to_code: "1",
      cause: "figures",
      figures: { 30: { own_sales_fen: "500000", own_earnings_fen: "50000" } },
      actor_id: "system",
    });
    const before = await ledger.service.plans.grades.history(middle.person.id);
    await appraise(dayAfter(1));
    expect(await ledger.service.plans.grades.history(middle.person.id)).toEqual(before);
  });

  it("counts what was refunded no more, and lowers when the days have passed", async () => {
    const { person, order } = await seller(500_000n);
    await appraise(dayAfter(1));
    expect(await gradeOf(person.customer_id)).toBe("1");
    await ledger.service.intake.ingest([refundOf(order, 250_000n)]);
    await appraise(dayAfter(1));
    expect(await gradeOf(person.customer_id)).toBe("2");
    await appraise(dayAfter(31));
    expect(await gradeOf(person.customer_id)).toBeNull();
  });

  it("counts nobody: a hundred people brought along without an order are nothing", async () => {
    const [person] = await chain(ledger.service, 1);
    if (!person) throw new Error("nobody joined");
    for (let index = 0; index < 100; index++) {
      await bind(ledger.service, freshId("cus"), person);
    }
    await appraise(dayAfter(1));
    expect(await gradeOf(person.customer_id)).toBeNull();
    const byHeads = { ...oneTier, grades: [{ ...grades[0], upgrade: { team_size: 30, window_days: 30 } }] };
    const result = await ledger.service.plans.publish({
      actor_id: "user_owner",
      draft: byHeads as unknown as typeof oneTier,
      now: dayAfter(0),
    });
    expect(result).toMatchObject({ code: "grade_condition_not_allowed" });
  });
});

describe("a grade given by hand", () => {
  const give = (
    distributor_id: string,
    grade_code: string | null,
    is_pinned = true,
    reason = "年度优秀伙伴",
  ) =>
    ledger.service.plans.grades.give({
      distributor_id,
      grade_code,
      is_pinned,
      actor_id: "user_owner",
      reason,
      now: dayAfter(1),
    });

  it("needs a reason and a grade of the plan, stays whatever the figures say, and can be given back", async () => {
    const { person } = await seller(100n);
    expect(await give(person.id, "1", true, " ")).toMatchObject({ code: "reason_missing" });
    expect(await give(person.id, "9")).toMatchObject({ code: "grade_not_offered" });
    expect(await give("dist_none", "1")).toMatchObject({ code: "distributor_not_found" });
    expect(await give(person.id, "1")).toMatchObject({ kind: "given", distributor: { grade_code: "1" } });
    expect(await give(person.id, "1")).toMatchObject({ change: null });
    await appraise(dayAfter(1));
    expect(await gradeOf(person.customer_id)).toBe("1");
    await give(person.id, "1", false, "恢复自动评级");
    await appraise(dayAfter(1));
    expect(await gradeOf(person.customer_id)).toBe("2");
    const [latest] = await ledger.service.referrals.distributors.decisions(person.id);
    expect(latest).toMatchObject({
      action: "grade_changed",
      before: { grade_code: "1" },
      after: { grade_code: "2" },
    });
    await expect(
      ledger.asOwner.query("update distribution.grade_change set reason = '改写'"),
    ).rejects.toThrow(/is refused/);
  });

  it("shows what it brings and how far the next one is", async () => {
    const { person } = await seller(200_000n);
    await appraise(dayAfter(1));
    const row = await ledger.service.referrals.distributorOfCustomer(person.customer_id);
    const standing = row && (await ledger.service.plans.grades.progress(row, dayAfter(1)));
    expect(standing).toMatchObject({
      grade: { code: "2", name: "银牌" },
      next: {
        grade: { code: "1", name: "金牌" },
        progress: [{ kind: "own_sales_fen", needed_fen: 500_000n, reached_fen: 200_000n }],
      },
    });
  });
});

describe("regression 13", () => {
  it("13: the rate is that of the grade's code, where codes and ranks cross, and a later grade changes no frozen order", async () => {
    const { service } = ledger;
    const rule = (code: string, rate_bps: number) => ({
      code: `rate-${code}`,
      target: { type: "all" as const },
      grade: code,
      tiers: [{ tier: 1, rate_bps }],
    });
    const rules = [rule("1", 2_000), rule("2", 1_500)];
    const published = await service.plans.publish({
      actor_id: "user_owner",
      draft: { ...oneTier, grades, rules },
      now: dayAfter(0),
    });
    expect(published).toMatchObject({ kind: "published" });
    const [person, buyer] = await chain(service, 2);
    if (!person || !buyer) throw new Error("no chain");
    const give = (grade_code: string) =>
      service.plans.grades.give({
        distributor_id: person.id,
        grade_code,
        is_pinned: true,
        actor_id: "user_owner",
        reason: "测试等级",
        now: dayAfter(0),
      });
    const frozen = async (order_id: string) =>
      (await service.intake.orderCommissions(order_id))?.rows.map(({ grade, rate_bps, amount_fen }) => ({
        grade,
        rate_bps,
        amount_fen,
      }));
    const plain = await placeOrder(service, buyer.customer_id, [10_000n]);
    await give("2");
    const lower = await placeOrder(service, buyer.customer_id, [10_000n]);
    await give("1");
    const higher = await placeOrder(service, buyer.customer_id, [10_000n]);
    expect(await frozen(plain.order_id)).toEqual([{ grade: null, rate_bps: 1_000, amount_fen: 1_000n }]);
    expect(await frozen(lower.order_id)).toEqual([{ grade: "2", rate_bps: 1_500, amount_fen: 1_500n }]);
    expect(await frozen(higher.order_id)).toEqual([{ grade: "1", rate_bps: 2_000, amount_fen: 2_000n }]);
    await service.intake.ingest([captureOf(lower)]);
    const earned = (await service.ledger.earnings([person.account_no])).get(person.account_no);
    expect(earned?.pending_fen).toBe(1_500n);
  });
});
