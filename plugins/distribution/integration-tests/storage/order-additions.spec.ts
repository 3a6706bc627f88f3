import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { explain } from "../../src/domain/statement/explanation";
import type { ProcessedMoney } from "../../src/modules/distribution/intake/intake-store";
import type { DistributorRow } from "../../src/modules/distribution/referral/people.entity";
import type { DistributionModuleService } from "../../src/modules/distribution/service";
import { openTestLedger, type TestLedger } from "../database";
import {
  balancesOf,
  bind,
  captureOf,
  chain,
  DAY_ONE,
  dayAfter,
  freshId,
  join,
  MATURED,
  matureAll,
  type PlacedOrder,
  placeOrder,
  publishTwoTiers,
  receiptOf,
  refundOf,
  twoTiers,
} from "../shop-life";

let ledger: TestLedger;
let another: DistributionModuleService;

beforeAll(async () => {
  ledger = await openTestLedger();
  another = await ledger.anotherService();
  await publishTwoTiers(ledger.service);
}, 60_000);

afterAll(async () => {
  await ledger?.close();
});

interface Life {
  top: DistributorRow;
  inviter: DistributorRow;
  buyer: DistributorRow;
  order: PlacedOrder;
}

/** An order of one line for 100.00, placed by somebody with two people above. */
async function life(bases: readonly bigint[] = [10_000n]): Promise<Life> {
  const [top, inviter, buyer] = await chain(ledger.service, 3);
  if (!top || !inviter || !buyer) throw new Error("the chain is short");
  return { top, inviter, buyer, order: await placeOrder(ledger.service, buyer.customer_id, bases) };
}

/** Freezes a payment for goods that were added to an order. @returns what can be captured and refunded */
async function addTo(
  { order_id }: PlacedOrder,
  base_fen: bigint,
  {
    service = ledger.service,
    freight_fen = 0n,
    addition_id = freshId("pay_col"),
    line = freshId("ordli"),
  } = {},
): Promise<PlacedOrder> {
  const lines = [{ order_line_id: line, base_fen }];
  const total_fen = base_fen + freight_fen;
  await service.intake.additions.freeze({ addition_id, order_id, total_fen, lines });
  return { order_id: addition_id, lines: [line], total_fen };
}

const pending = async (person: DistributorRow) => (await balancesOf(ledger.service, person)).pending_fen;
const available = async (person: DistributorRow) => (await balancesOf(ledger.service, person)).available_fen;

async function difference() {
  const result = await ledger.service.statements.verify("auditor", () => MATURED);
  if (result.kind === "refused") throw new Error(result.code);
  return result.verification.difference;
}

const ordersOf = ({ account_no }: DistributorRow) =>
  ledger.service.intake.listOrders({ distributor_no: account_no, state: null, limit: 50, after: null });

describe("goods added to an order and paid for afterwards", () => {
  it("earn by the people, the plan and the rates of their order, whatever has changed since", async () => {
    const { top, inviter, buyer, order } = await life();
    const { service } = ledger;
    await service.intake.ingest([captureOf(order)]);
    const dearer = { ...twoTiers, name: freshId("方案"), tiers: [{ tier: 1, rate_bps: 5_000 }] };
    const published = await service.plans.publish({ actor_id: "user_owner", draft: dearer, now: DAY_ONE });
    expect(published.kind).toBe("published");
    try {
      const change = await service.referrals.bindings.propose({
        ...{ customer_id: buyer.customer_id, to_distributor_id: (await join(service)).id },
        ...{ actor_id: "user_asks", reason: "登记有误", now: DAY_ONE },
      });
      if (change.kind === "refused") throw new Error(change.code);
      await service.referrals.bindings.approve({
        ...{ change_id: change.change.id, actor_id: "user_checks", note: null, now: DAY_ONE },
      });
      const added = await addTo(order, 5_000n, { freight_fen: 800n });
      await service.intake.ingest([captureOf(added)]);
      expect([await pending(inviter), await pending(top)]).toEqual([1_500n, 450n]);
    } finally {
      const again = { ...twoTiers, name: freshId("方案") };
      await service.plans.publish({ actor_id: "user_owner", draft: again, now: DAY_ONE });
    }
  });

  it("earn once they are paid whole, and what their own payment gives back is clawed from them alone", async () => {
    const { inviter, order } = await life();
    const added = await addTo(order, 5_000n);
    await ledger.service.intake.ingest([captureOf(order)]);
    expect(await pending(inviter)).toBe(1_000n);
    await ledger.service.intake.ingest([captureOf(added)]);
    expect(await pending(inviter)).toBe(1_500n);
    await ledger.service.intake.ingest([refundOf(added, 2_500n)]);
    expect(await pending(inviter)).toBe(1_250n);
    await ledger.service.intake.ingest([refundOf(order, 10_000n)]);
    expect(await pending(inviter)).toBe(250n);
    expect(await difference()).toBeNull();
  });

  it("give back by the line where a refund names one, and as a whole where another payment paid for it", async () => {
    const { inviter, order } = await life([10_000n, 10_000n]);
    const [first = "", second = ""] = order.lines;
    const added = await addTo(order, 5_000n, { line: first });
    await ledger.service.intake.ingest([captureOf(order), captureOf(added)]);
    const { additions } = ledger.service.intake;
    const of = (line: string) => [{ order_line_id: line, goods_fen: 5_000n }];
    const further = `${first}:${added.order_id}`;
    expect(await additions.linesOfPayment(order.order_id, of(first))).toEqual(of(first));
    expect(await additions.linesOfPayment(added.order_id, of(first))).toEqual(of(further));
    expect(await additions.linesOfPayment(added.order_id, of(second))).toBeNull();
    await ledger.service.intake.ingest([{ ...refundOf(added, 5_000n), lines: of(further) }]);
    expect(await pending(inviter)).toBe(2_000n);
    expect(await difference()).toBeNull();
  });

  it("that nobody paid for, or whose order was never frozen, earn nothing", async () => {
    const { inviter, order } = await life();
    const free = await addTo(order, 0n);
    await ledger.service.intake.ingest([captureOf(order), captureOf(free)]);
    expect(await pending(inviter)).toBe(1_000n);
    const unknown = { order_id: "order_unknown", lines: [], total_fen: 1n };
    const freeze = { addition_id: freshId("pay_col"), order_id: unknown.order_id, total_fen: 1n, lines: [] };
    expect(await ledger.service.intake.additions.freeze(freeze)).toBe(false);
  });

  it("keep more pieces of a line apart, and are frozen once", async () => {
    const { inviter, order } = await life();
    const line = order.lines[0] ?? "";
    const addition_id = freshId("pay_col");
    const added = await addTo(order, 5_000n, { addition_id, line });
    await addTo(order, 7_000n, { addition_id, line });
    await ledger.service.intake.ingest([captureOf(order), captureOf(added)]);
    expect(await pending(inviter)).toBe(1_500n);
    const rows = (await ledger.service.intake.orderCommissions(order.order_id))?.rows ?? [];
    expect(rows.map(({ order_line_id, tier, is_addition }) => [order_line_id, tier, is_addition])).toEqual([
      [line, 1, false],
      [line, 2, false],
      [`${line}:${addition_id}`, 1, true],
      [`${line}:${addition_id}`, 2, true],
    ]);
  });

  it("share their order's cap", async () => {
    const { service } = ledger;
    const caps = { per_line: null, per_order: { fixed_fen: 1_500n }, margin_floor: null };
    const capped = { ...twoTiers, name: freshId("方案"), caps };
    const published = await service.plans.publish({ actor_id: "user_owner", draft: capped, now: DAY_ONE });
    expect(published.kind).toBe("published");
    try {
      const { top, inviter, order } = await life();
      const added = await addTo(order, 10_000n);
      const more = await addTo(order, 10_000n);
      await service.intake.ingest([captureOf(order), captureOf(added), captureOf(more)]);
      expect((await pending(inviter)) + (await pending(top))).toBe(1_500n);
      expect(await difference()).toBeNull();
    } finally {
      const again = { ...twoTiers, name: freshId("方案") };
      await service.plans.publish({ actor_id: "user_owner", draft: again, now: DAY_ONE });
    }
  });
});

describe("an order that is changed before its first payment", () => {
  const amended = (
    { order_id, lines }: PlacedOrder,
    bases: readonly bigint[],
    freight_fen = 0n,
  ): PlacedOrder => {
    const [first = ""] = lines;
    const ids = bases.map((_, index) => (index === 0 ? first : `${first}_${index}`));
    return { order_id, lines: ids, total_fen: bases.reduce((sum, base) => sum + base, freight_fen) };
  };
  const amend = (service: DistributionModuleService, order: PlacedOrder, bases: readonly bigint[]) => {
    const lines = order.lines.map((order_line_id, index) => ({
      order_line_id,
      base_fen: bases[index] ?? 0n,
    }));
    return service.intake.additions.amend({ order_id: order.order_id, total_fen: order.total_fen, lines });
  };

  it.each<[string, bigint[], bigint]>([
    ["a line more", [10_000n, 5_000n], 1_500n],
    ["a price less", [6_000n], 600n],
    ["another line instead", [0n, 4_000n], 400n],
  ])("earns on what it was paid for: %s", async (_what, bases, expected) => {
    const { inviter, order } = await life();
    const now = amended(order, bases, 800n);
    expect(await amend(ledger.service, now, bases)).toBe(true);
    expect(await amend(another, now, bases)).toBe(false);
    await ledger.service.intake.ingest([captureOf(now)]);
    expect(await pending(inviter)).toBe(expected);
    await ledger.service.intake.ingest([refundOf(now, now.total_fen)]);
    expect(await pending(inviter)).toBe(0n);
    expect(await difference()).toBeNull();
  });

  it("stays as it was frozen once its money was taken in, whoever asks", async () => {
    const { inviter, order } = await life();
    await ledger.service.intake.ingest([captureOf(order)]);
    expect(await amend(ledger.service, amended(order, [90_000n]), [90_000n])).toBe(false);
    expect(await pending(inviter)).toBe(1_000n);
    await expect(
      ledger.asService.query(`update distribution.frozen_order set total_fen = 1 where order_id = $1`, [
        order.order_id,
      ]),
    ).rejects.toMatchObject({ code: "23514" });
  });

  it("keeps its people, its plan and its moment: the database refuses any other", async () => {
    const { order } = await life();
    const change = (what: string) =>
      ledger.asOwner.query(`update distribution.frozen_order set ${what} where order_id = $1`, [
        order.order_id,
      ]);
    for (const what of ["customer_id = 'cus_x'", "frozen_at = now()", "chain = '[]'", "plan_id = null"]) {
      await expect(change(what)).rejects.toMatchObject({ code: "23514" });
    }
    await change("total_fen = 9_999");
  });

  it("law: amended and paid by several at once, it earns once on what was paid", async () => {
    await Promise.all(
      Array.from({ length: 12 }, async (_, round) => {
        const { top, inviter, order } = await life();
        const bases = round % 2 === 0 ? [10_000n, 5_000n] : [7_000n];
        const now = amended(order, bases);
        const take = async (service: DistributionModuleService) => {
          await amend(service, now, bases);
          await service.intake.ingest([captureOf(now)]);
        };
        await Promise.all([take(ledger.service), take(another), take(ledger.service), take(another)]);
        const paid = now.total_fen;
        expect([await pending(inviter), await pending(top)]).toEqual([paid / 10n, (paid * 3n) / 100n]);
      }),
    );
    expect(await difference()).toBeNull();
  });
});

describe("maturing", () => {
  it("follows the order's receipt, though never before the goods were paid for", async () => {
    const { service } = ledger;
    const { inviter, order } = await life();
    const early = await addTo(order, 5_000n);
    const late = await addTo(order, 2_000n);
    await service.intake.ingest([captureOf(order), captureOf(early)]);
    await service.intake.recordReceipts([receiptOf(order)]);
    await service.intake.ingest([{ ...captureOf(late), occurred_at: dayAfter(10) }]);
    await matureAll(service);
    expect([await available(inviter), await pending(inviter)]).toEqual([1_500n, 200n]);
    await matureAll(service, dayAfter(25));
    expect([await available(inviter), await pending(inviter)]).toEqual([1_700n, 0n]);
  });

  it("waits while a case of the order is open", async () => {
    const { service } = ledger;
    const { inviter, order } = await life();
    const added = await addTo(order, 5_000n);
    await service.intake.ingest([captureOf(order), captureOf(added)]);
    await service.intake.recordReceipts([receiptOf(order)]);
    const cases = { ordersWithOpenCase: async () => new Set([order.order_id]) };
    await matureAll(service, MATURED, { cases });
    expect(await available(inviter)).toBe(0n);
    await matureAll(service);
    expect(await available(inviter)).toBe(1_500n);
  });
});

describe("any order of events, by several at once", () => {
  /** What can happen to an order and to what is added to it, each of it twice over. */
  function happenings(
    { order }: Life,
    addition_id: string,
    refund_of: (money: PlacedOrder, fen: bigint) => ProcessedMoney,
  ) {
    const added: PlacedOrder = { order_id: addition_id, lines: [], total_fen: 5_800n };
    const [back, whole] = [refund_of(added, 2_500n), refund_of(order, 3_000n)];
    const freeze = (service: DistributionModuleService) =>
      addTo(order, 5_000n, { service, freight_fen: 800n, addition_id, line: `ordli_${addition_id}` });
    const settle = (money: ProcessedMoney) => async (service: DistributionModuleService) => {
      await freeze(service);
      await service.intake.ingest([money]);
    };
    return [
      settle(captureOf(order)),
      settle(captureOf(added)),
      settle(back),
      settle(whole),
      (service: DistributionModuleService) => service.intake.recordReceipts([receiptOf(order)]),
    ].flatMap((happens) => [happens, happens]);
  }

  it("law: ends the same, and matures the same", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], { minLength: 10 }),
        fc.boolean(),
        async (order, isAtOnce) => {
          const living = await life();
          const all = happenings(living, freshId("pay_col"), refundOf);
          const work = order.map((number, index) => {
            const service = index % 2 === 0 ? ledger.service : another;
            return () => all[number]?.(service) ?? Promise.resolve();
          });
          if (isAtOnce) await Promise.all(work.map((one) => one()));
          else for (const one of work) await one();
          const { top, inviter } = living;
          // 10 % and 3 % of (100.00 − 30.00) + (50.00 − 25.00)
          expect([await pending(inviter), await pending(top)]).toEqual([950n, 285n]);
          await matureAll(ledger.service);
          expect([await available(inviter), await available(top)]).toEqual([950n, 285n]);
        },
      ),
      { numRuns: 12 },
    );
    expect(await difference()).toBeNull();
  }, 60_000);
});

describe("what people see", () => {
  it("belongs to the order: its number, its place in the team, and why it is this amount", async () => {
    const { service } = ledger;
    const { inviter, order } = await life();
    const added = await addTo(order, 5_000n);
    await service.intake.ingest([captureOf(order)]);
    await service.intake.ingest([{ ...captureOf(added), occurred_at: dayAfter(1) }]);
    const listed = await ordersOf(inviter);
    expect(listed.map((row) => [row.display_id, row.is_addition, row.goods_fen, row.amount_fen])).toEqual([
      [1, true, 5_000n, 500n],
      [1, false, 10_000n, 1_000n],
    ]);
    const team = await service.referrals.team.members({
      distributor_no: inviter.account_no,
      level: 1,
      limit: 5,
      after: null,
    });
    expect(team).toMatchObject([{ orders: 1, contribution_fen: 1_500n }]);
    const entries = await service.statements.entries({
      ...{
        distributor_no: inviter.account_no,
        since: null,
        until: null,
        bucket: null,
        before: null,
        limit: 10,
      },
    });
    const words = entries.map((entry) => explain(entry.kind, entry.reason));
    expect(
      words.some((why) => why.includes("订单 #1 补款商品第 1 项 1 级，计佣金额 ¥50.00 × 10% = ¥5.00")),
    ).toBe(true);
    expect(words.some((why) => why.includes("订单 #1 第 1 项 1 级"))).toBe(true);
    const whole = await service.intake.orderCommissions(order.order_id);
    expect(whole?.goods_fen).toBe(15_000n);
    const accruals = await service.intake.listAccruals({ limit: 500, after: null });
    expect(accruals.filter(({ order_id }) => order_id === order.order_id)).toHaveLength(4);
    expect(accruals.filter(({ order_id }) => order_id === added.order_id)).toEqual([]);
  });
});

describe("the database", () => {
  const add = (columns: string, values: string) =>
    ledger.asService.query(
      `insert into distribution.frozen_order
         (order_id, parent_id, customer_id, display_id, outcome, plan_id, goods_fen, total_fen, frozen_at, chain)
       select '${freshId("pay_col")}', order_id, customer_id, display_id, outcome, plan_id, 0, 0, frozen_at, chain
       from (select ${columns} from distribution.frozen_order where ${values}) o`,
    );
  const columnsBut = (changed: string) =>
    ["order_id", "customer_id", "display_id", "outcome", "plan_id", "frozen_at", "chain"]
      .map((column) => (changed.endsWith(` as ${column}`) ? changed : column))
      .join(", ");

  it.each([
    "'cus_somebody' as customer_id",
    "null::text as plan_id",
    "frozen_at + interval '1 day' as frozen_at",
    "'[]'::jsonb as chain",
    "'no_plan' as outcome",
  ])("refuses an addition with %s", async (changed) => {
    const { order } = await life();
    await expect(add(columnsBut(changed), `order_id = '${order.order_id}'`)).rejects.toMatchObject({
      constraint: "addition_of_order",
    });
    await add(columnsBut(""), `order_id = '${order.order_id}'`);
  });

  it("refuses an addition to an addition", async () => {
    const { order } = await life();
    const { order_id } = await addTo(order, 5_000n);
    await expect(add(columnsBut(""), `order_id = '${order_id}'`)).rejects.toMatchObject({
      constraint: "addition_of_order",
    });
  });

  it("is read again by the verification, whoever changed it", async () => {
    const { order } = await life();
    const { order_id } = await addTo(order, 5_000n);
    const tamper = async (sql: string) => {
      const runner = ledger.asOwner.createQueryRunner();
      await runner.query(`set session_replication_role = replica`);
      await runner.query(sql);
      await runner.query(`set session_replication_role = origin`);
      await runner.release();
    };
    const stranger = await join(ledger.service);
    await bind(ledger.service, freshId("cus"), stranger);
    const plants = [
      [`update distribution.frozen_order set total_fen = 4999 where order_id = '${order_id}'`, "goods_fen"],
      [`update distribution.frozen_order set total_fen = 5000 where order_id = '${order_id}'`, null],
      [
        `update distribution.attribution set distributor_no = distributor_no + 100000 where order_id = '${order_id}'`,
        "stranger",
      ],
      [
        `update distribution.attribution set distributor_no = distributor_no - 100000 where order_id = '${order_id}'`,
        null,
      ],
    ] as const;
    for (const [plant, field] of plants) {
      await tamper(plant);
      const found = await difference();
      if (field)
        expect(found).toMatchObject({ check: "additions_are_as_their_orders", key: order_id, field });
      else expect(found).toBeNull();
    }
  });
});
