import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestLedger, type TestLedger } from "../database";
import {
  balancesOf,
  captureOf,
  chain,
  DAY_ONE,
  dayAfter,
  MATURED,
  matureAll,
  placeOrder,
  publishTwoTiers,
  receiptOf,
  refundOf,
} from "../shop-life";

let ledger: TestLedger;

beforeAll(async () => {
  ledger = await openTestLedger();
  await publishTwoTiers(ledger.service);
}, 60_000);

afterAll(async () => {
  await ledger?.close();
});

const drift = () => ledger.asOwner.query<unknown[]>(`select * from distribution.drift`);

/** A top, an inviter, and a buyer with paid orders of the given bases, one line each. */
async function paidOrders(bases: readonly bigint[]) {
  const { service } = ledger;
  const [top, inviter, buyer] = await chain(service, 3);
  if (!top || !inviter || !buyer) throw new Error("the chain is short");
  const orders = [];
  for (const base of bases) {
    const order = await placeOrder(service, buyer.customer_id, [base]);
    await service.intake.ingest([captureOf(order)]);
    orders.push(order);
  }
  return { top, inviter, orders };
}

async function scheduleOf(order_id: string): Promise<(Date | null)[]> {
  const rows = await ledger.asService.query(
    `select matures_at from distribution.accrual where order_id = $1 order by tier`,
    [order_id],
  );
  return rows.map(({ matures_at }: { matures_at: Date | null }) => matures_at);
}

describe("the schedule", () => {
  it("is seven legal days after receipt and the frozen plan's holding days", async () => {
    const { orders } = await paidOrders([10_000n]);
    const [order] = orders;
    if (!order) throw new Error("no order");
    expect(await scheduleOf(order.order_id)).toEqual([null, null]);
    await ledger.service.intake.recordReceipts([receiptOf(order)]);
    const expected = new Date("2026-03-15T23:59:59.999+08:00");
    expect(await scheduleOf(order.order_id)).toEqual([expected, expected]);
    await ledger.service.intake.recordReceipts([receiptOf(order, dayAfter(5))]);
    expect(await scheduleOf(order.order_id)).toEqual([expected, expected]);
  });

  it("is set as well when the receipt comes in before the money", async () => {
    const { service } = ledger;
    const [, inviter, buyer] = await chain(service, 3);
    if (!inviter || !buyer) throw new Error("the chain is short");
    const order = await placeOrder(service, buyer.customer_id, [10_000n]);
    await service.intake.recordReceipts([receiptOf(order)]);
    await service.intake.ingest([captureOf(order)]);
    await matureAll(service);
    expect(await balancesOf(service, inviter)).toMatchObject({ pending_fen: 0n, available_fen: 1_000n });
  });

  it("ignores orders that were never frozen", async () => {
    await ledger.service.intake.recordReceipts([{ order_id: "order_of_nobody", received_at: DAY_ONE }]);
    expect(await ledger.service.intake.receivedIds(["order_of_nobody"])).toEqual(new Set());
  });
});

describe("maturing", () => {
  it("regression 2: nothing leaves before receipt, however long ago it was paid", async () => {
    const { service } = ledger;
    const { inviter, orders } = await paidOrders([10_000n]);
    await matureAll(service, dayAfter(365));
    expect(await balancesOf(service, inviter)).toMatchObject({ pending_fen: 1_000n, available_fen: 0n });
    await service.intake.recordReceipts(orders.map((order) => receiptOf(order)));
    await matureAll(service, new Date("2026-03-15T23:59:59.998+08:00"));
    expect(await balancesOf(service, inviter)).toMatchObject({ pending_fen: 1_000n, available_fen: 0n });
    await matureAll(service, new Date("2026-03-15T23:59:59.999+08:00"));
    expect(await balancesOf(service, inviter)).toMatchObject({ pending_fen: 0n, available_fen: 1_000n });
  });

  it("is one net transfer per run and distributor, and replay changes nothing", async () => {
    const { service } = ledger;
    const { top, inviter, orders } = await paidOrders([10_000n, 20_000n, 30_000n]);
    await service.intake.recordReceipts(orders.map((order) => receiptOf(order)));
    await service.intake.ingest(orders.slice(0, 1).map((order) => refundOf(order, 5_000n)));
    const matured = await matureAll(service);
    const of = (no: bigint) => matured.filter(({ distributor_no }) => distributor_no === no);
    expect(of(inviter.account_no).map(({ amount_fen }) => amount_fen)).toEqual([5_500n]);
    expect(of(inviter.account_no)[0]?.transfers.map(({ source }) => source)).toEqual([
      expect.stringMatching(new RegExp(`^run:[0-9A-Z]{26}:${inviter.account_no}$`)),
    ]);
    expect(of(top.account_no).map(({ amount_fen }) => amount_fen)).toEqual([1_650n]);
    expect(await matureAll(service)).toEqual([]);
    expect(await drift()).toEqual([]);
  });

  it("walks through more than one batch", async () => {
    const { service } = ledger;
    const { inviter, orders } = await paidOrders([10_000n, 20_000n, 30_000n]);
    await service.intake.recordReceipts(orders.map((order) => receiptOf(order)));
    await matureAll(service, MATURED, { limit: 2 });
    expect(await balancesOf(service, inviter)).toMatchObject({ pending_fen: 0n, available_fen: 6_000n });
  });

  it("waits while an after-sale case is open, and holds up nobody else", async () => {
    const { service } = ledger;
    const { inviter, orders } = await paidOrders([10_000n, 20_000n]);
    await service.intake.recordReceipts(orders.map((order) => receiptOf(order)));
    const open = new Set(orders.slice(0, 1).map(({ order_id }) => order_id));
    const cases = { ordersWithOpenCase: async () => open };
    await matureAll(service, MATURED, { limit: 1, cases });
    expect(await balancesOf(service, inviter)).toMatchObject({ pending_fen: 1_000n, available_fen: 2_000n });
    await matureAll(service);
    expect(await balancesOf(service, inviter)).toMatchObject({ pending_fen: 0n, available_fen: 3_000n });
  });

  it("an accrual that was refunded whole earns nothing and is not due again", async () => {
    const { service } = ledger;
    const { inviter, orders } = await paidOrders([10_000n]);
    await service.intake.recordReceipts(orders.map((order) => receiptOf(order)));
    await service.intake.ingest(orders.map((order) => refundOf(order, 10_000n)));
    await matureAll(service);
    expect(await balancesOf(service, inviter)).toMatchObject({ pending_fen: 0n, available_fen: 0n });
    const due = await ledger.asService.query(
      `select 1 from distribution.accrual where order_id = $1 and state = 'pending'`,
      [orders[0]?.order_id],
    );
    expect(due).toEqual([]);
  });
});

describe("at once", () => {
  it("eight runs mature everything once", async () => {
    const { service } = ledger;
    const { inviter, top, orders } = await paidOrders(
      Array.from({ length: 20 }, (_, n) => 1_000n * BigInt(n + 1)),
    );
    await service.intake.recordReceipts(orders.map((order) => receiptOf(order)));
    const clients = await Promise.all(Array.from({ length: 8 }, () => ledger.anotherService()));
    await Promise.all(clients.map((client) => matureAll(client, MATURED, { limit: 3 })));
    await matureAll(service);
    expect(await balancesOf(service, inviter)).toMatchObject({ pending_fen: 0n, available_fen: 21_000n });
    expect(await balancesOf(service, top)).toMatchObject({ pending_fen: 0n, available_fen: 6_300n });
    expect(await drift()).toEqual([]);
  });

  it("regression 5: a refund racing maturation ends the same whoever is first", async () => {
    const { service } = ledger;
    const bases = Array.from({ length: 24 }, (_, n) => 10_000n + BigInt(n) * 37n);
    const { inviter, top, orders } = await paidOrders(bases);
    await service.intake.recordReceipts(orders.map((order) => receiptOf(order)));
    const clients = await Promise.all(Array.from({ length: 8 }, () => ledger.anotherService()));
    await Promise.all(
      clients.map(async (client, number) => {
        if (number % 2 === 0) await matureAll(client, MATURED, { limit: 2 });
        else
          for (const order of orders.slice((number >> 1) * 6, (number >> 1) * 6 + 6))
            await client.intake.ingest([refundOf(order, 2_500n)]);
      }),
    );
    await matureAll(service);
    const kept = (rate: bigint) =>
      bases.reduce((sum, base) => {
        const accrued = (base * rate) / 10_000n;
        return sum + accrued - (accrued * 2_500n) / base;
      }, 0n);
    expect(await balancesOf(service, inviter)).toMatchObject({
      pending_fen: 0n,
      available_fen: kept(1_000n),
      debt_fen: 0n,
    });
    expect(await balancesOf(service, top)).toMatchObject({
      pending_fen: 0n,
      available_fen: kept(300n),
      debt_fen: 0n,
    });
    expect(await drift()).toEqual([]);
  });
});

describe("whoever waits for a person's balances", () => {
  it("sees an account that was opened meanwhile: debt is repaid, and nothing is taken from debt while money is there", async () => {
    const { inviter } = await paidOrders([10_000n]);
    const [pending, debt] = [inviter.account_no * 8n + 1n, inviter.account_no * 8n + 4n];
    const first = ledger.asOwner.createQueryRunner();
    await first.startTransaction();
    await first.query(`select from distribution.balance where account = $1 for update`, [String(pending)]);
    const second = ledger.asService.createQueryRunner();
    const [{ pid }] = await second.query(`select pg_backend_pid() as pid`);
    const seen = second.query(`select account from distribution.lock_balances($1)`, [
      [String(inviter.account_no)],
    ]);
    await expect
      .poll(() => first.query(`select cardinality(pg_blocking_pids($1)) as before`, [pid]))
      .toEqual([{ before: 1 }]);
    await first.query(`insert into distribution.balance (account, balance_fen, version) values ($1, 0, 0)`, [
      String(debt),
    ]);
    await first.commitTransaction();
    expect((await seen).map(({ account }: { account: string }) => BigInt(account))).toEqual([pending, debt]);
    await first.release();
    await second.release();
  });
});

describe("the database refuses, as the service's role", () => {
  const asService = (sql: string, values: unknown[] = []) => ledger.asService.query(sql, values);

  it("maturing without a run or a time, and going back", async () => {
    const { orders } = await paidOrders([10_000n]);
    const [order] = orders;
    if (!order) throw new Error("no order");
    const update = (set: string) =>
      asService(`update distribution.accrual set ${set} where order_id = $1`, [order.order_id]);
    await expect(update(`state = 'available'`)).rejects.toThrow(/matures by a run/);
    await expect(update(`state = 'available', matured_run = 'r'`)).rejects.toThrow(/matures by a run/);
    await ledger.service.intake.recordReceipts([receiptOf(order)]);
    await matureAll(ledger.service);
    await expect(update(`state = 'pending', matured_run = null`)).rejects.toThrow(/has matured stays/);
    await expect(update(`matured_run = 'another'`)).rejects.toThrow(/has matured stays/);
    await expect(asService(`update distribution.receipt set received_at = now()`)).rejects.toThrow(
      /permission denied/,
    );
  });

  it("a maturation of another amount than its run matured", async () => {
    const { inviter } = await paidOrders([10_000n]);
    const no = inviter.account_no;
    const post = asService(
      `insert into distribution.transfer (source, tier, kind, dr, cr, amount_fen, occurred_at)
       values ($1, 0, 5, $2, $3, 1, now())`,
      [`run:made-up:${no}`, String(no * 8n + 1n), String(no * 8n + 2n)],
    );
    await expect(post).rejects.toThrow(/what its run matured/);
  });
});
