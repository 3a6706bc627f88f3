import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LineTransfer } from "../../src/domain/ledger/postings";
import { explain } from "../../src/domain/statement/explanation";
import { postTransfers } from "../../src/modules/distribution/ledger/ledger-store";
import { openTestLedger, type TestLedger } from "../database";
import {
  captureOf,
  chain,
  DAY_ONE,
  freshId,
  lineRefundOf,
  matureAll,
  pendingOf,
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

/** A, who invited B, who invited a buyer with a paid order. */
async function paidOrder(bases: readonly bigint[], freight_fen = 0n) {
  const { service } = ledger;
  const [a, b, c] = await chain(service, 3);
  if (!a || !b || !c) throw new Error("the chain is short");
  const order = await placeOrder(service, c.customer_id, bases, freight_fen);
  await service.intake.ingest([captureOf(order)]);
  return { a, b, order };
}

async function drift() {
  return ledger.asOwner.query<unknown[]>(`select * from distribution.drift`);
}

describe("accruals", () => {
  it("pays each tier floor(base × rate ÷ 10,000) per line", async () => {
    const { a, b } = await paidOrder([1_999n, 3_333n], 800n);
    expect(await pendingOf(ledger.service, b)).toBe(199n + 333n);
    expect(await pendingOf(ledger.service, a)).toBe(59n + 99n);
  });

  it("waits until the order is paid whole", async () => {
    const { service } = ledger;
    const [inviter, buyer] = await chain(service, 2);
    if (!inviter || !buyer) throw new Error("the chain is short");
    const order = await placeOrder(service, buyer.customer_id, [10_000n]);
    await service.intake.ingest([{ ...captureOf(order), id: freshId("capt"), amount_fen: 4_000n }]);
    expect(await pendingOf(service, inviter)).toBe(0n);
    await service.intake.ingest([{ ...captureOf(order), id: freshId("capt"), amount_fen: 6_000n }]);
    expect(await pendingOf(service, inviter)).toBe(1_000n);
  });

  it("two intakes at once post one accrual", async () => {
    const { service } = ledger;
    const [inviter, buyer] = await chain(service, 2);
    if (!inviter || !buyer) throw new Error("the chain is short");
    const order = await placeOrder(service, buyer.customer_id, [10_000n]);
    const others = await Promise.all([ledger.anotherService(), ledger.anotherService()]);
    const services = Array.from({ length: 8 }, (_, index) => others[index % 2] ?? service);
    const settled = await Promise.all(services.map((one) => one.intake.ingest([captureOf(order)])));
    expect(settled.flatMap(({ accrued }) => accrued)).toHaveLength(1);
    expect(await pendingOf(service, inviter)).toBe(1_000n);
  });
});

describe("posting", () => {
  const post = (transfers: readonly LineTransfer[]) =>
    ledger.asService.transaction((manager) => postTransfers(manager, transfers));

  it("leaves what is posted already, posts what comes with it, and refuses it with another amount", async () => {
    const { service } = ledger;
    const buyer = (await chain(service, 3)).at(-1);
    const [one, other] = [
      await placeOrder(service, buyer?.customer_id ?? null, [10_000n]),
      await placeOrder(service, buyer?.customer_id ?? null, [10_000n]),
    ];
    const { accrued } = await service.intake.ingest([captureOf(one)]);
    const ofOther = accrued.map((transfer) => ({
      ...transfer,
      source: other.lines[0] ?? "",
      order_line_id: other.lines[0] ?? "",
    }));
    expect(accrued).toHaveLength(2);
    expect(await post(accrued)).toEqual([]);
    expect(await post([...accrued, ...ofOther])).toEqual(ofOther);
    const changed = accrued.map((transfer) => ({ ...transfer, amount_fen: transfer.amount_fen + 1n }));
    await expect(post(changed)).rejects.toMatchObject({ code: "transfer_changed" });
    expect(await drift()).toEqual([]);
  });
});

describe("clawbacks", () => {
  it("a refund takes back its share from both tiers", async () => {
    const { a, b, order } = await paidOrder([10_000n]);
    await ledger.service.intake.ingest([refundOf(order, 3_333n)]);
    expect(await pendingOf(ledger.service, b)).toBe(1_000n - 333n);
    expect(await pendingOf(ledger.service, a)).toBe(300n - 99n);
  });

  it("a refund of freight takes nothing", async () => {
    const { b, order } = await paidOrder([10_000n], 800n);
    await ledger.service.intake.ingest([refundOf(order, 800n, { code: "freight", label: "运费" })]);
    expect(await pendingOf(ledger.service, b)).toBe(1_000n);
  });

  it("a refund for one line takes all of that line's commission and none of the other's, and says so", async () => {
    const { service } = ledger;
    const { a, b, order } = await paidOrder([10_000n, 5_000n], 800n);
    await service.intake.ingest([lineRefundOf(order, 0, 10_000n)]);
    expect(await pendingOf(service, b)).toBe(500n);
    expect(await pendingOf(service, a)).toBe(150n);
    const page = { since: null, until: null, bucket: null, before: null, limit: 1 };
    const [entry] = await service.statements.entries({ distributor_no: b.account_no, ...page });
    expect(entry && explain(entry.kind, entry.reason)).toBe(
      "订单 #1 第 1 项 1 级，本次退还该项商品金额 ¥100.00，按比例追回，原佣金 ¥10.00",
    );
    await service.intake.ingest([refundOf(order, 2_500n)]);
    expect(await pendingOf(service, b)).toBe(250n);
    await service.intake.ingest([lineRefundOf(order, 1, 2_500n)]);
    expect([await pendingOf(service, b), await pendingOf(service, a)]).toEqual([0n, 0n]);
    expect(await drift()).toEqual([]);
  });

  it("a refund that comes in before its capture waits for the accrual", async () => {
    const { service } = ledger;
    const [inviter, buyer] = await chain(service, 2);
    if (!inviter || !buyer) throw new Error("the chain is short");
    const order = await placeOrder(service, buyer.customer_id, [10_000n]);
    await service.intake.ingest([refundOf(order, 5_000n)]);
    await service.intake.ingest([captureOf(order)]);
    expect(await pendingOf(service, inviter)).toBe(500n);
  });

  it("after maturation takes from available, and what is gone from there becomes debt", async () => {
    const { service } = ledger;
    const { b, order } = await paidOrder([10_000n]);
    await service.intake.recordReceipts([receiptOf(order)]);
    await matureAll(service);
    await service.intake.ingest([refundOf(order, 4_000n)]);
    const balances = async () => (await service.ledger.earnings([b.account_no])).get(b.account_no);
    expect(await balances()).toMatchObject({
      pending_fen: 0n,
      available_fen: 600n,
      debt_fen: 0n,
      earned_fen: 600n,
    });
    const [other] = await service.intake.listOrders({
      distributor_no: b.account_no,
      state: "available",
      limit: 1,
      after: null,
    });
    expect(other).toMatchObject({ order_id: order.order_id, clawed_fen: 400n });
  });
});

describe("the database refuses, as the service's role", () => {
  const asService = (sql: string, values: unknown[] = []) => ledger.asService.query(sql, values);

  it("update, delete and truncate of transfers", async () => {
    await paidOrder([10_000n]);
    await expect(asService(`update distribution.transfer set amount_fen = 1`)).rejects.toThrow(
      /permission denied/,
    );
    await expect(asService(`delete from distribution.transfer`)).rejects.toThrow(/permission denied/);
    await expect(asService(`truncate distribution.transfer`)).rejects.toThrow(/permission denied/);
    const asOwner = (sql: string) => ledger.asOwner.query(sql);
    await expect(asOwner(`update distribution.transfer set amount_fen = 1`)).rejects.toThrow(/is refused/);
    await expect(asOwner(`delete from distribution.transfer`)).rejects.toThrow(/is refused/);
    await expect(asOwner(`truncate distribution.transfer`)).rejects.toThrow(/is refused/);
  });

  it("a refund whose lines do not come to its goods, or are no fen", async () => {
    const record = (kind: string, lines: string) =>
      asService(
        `insert into distribution.processed (kind, id, order_id, outcome, amount_fen, goods_fen, occurred_at, lines)
         values ($1, $2, 'order_1', 'recorded', 100, 100, now(), $3)`,
        [kind, freshId("ref"), lines],
      );
    await expect(record("refund", '{"line_1": "60", "line_2": "39"}')).rejects.toThrow(/come to 99/);
    for (const lines of ['{"line_1": 100}', '{"line_1": "-100"}', '{"line_1": "1e2"}', "{}", '["100"]']) {
      await expect(record("refund", lines)).rejects.toThrow(/are no fen by line/);
    }
    await expect(record("capture", '{"line_1": "100"}')).rejects.toThrow(/are no fen by line/);
    await record("refund", '{"line_1": "60", "line_2": "40"}');
  });

  it("a written balance and a written compliance row", async () => {
    await expect(asService(`update distribution.balance set balance_fen = 1`)).rejects.toThrow(
      /permission denied/,
    );
    await expect(asService(`update distribution.compliance set profile = 'unrestricted'`)).rejects.toThrow(
      /permission denied/,
    );
  });

  const post = (kind: number, line: string, dr: bigint, cr: bigint, amount_fen: bigint) =>
    asService(
      `insert into distribution.transfer (source, tier, kind, order_line_id, dr, cr, amount_fen, occurred_at)
       values ($1, 1, $2, $3, $4, $5, $6, now())`,
      [kind === 1 ? line : freshId("ref"), kind, line, String(dr), String(cr), String(amount_fen)],
    );

  it("an accrual that differs from the frozen attribution", async () => {
    const { service } = ledger;
    const [inviter, buyer] = await chain(service, 2);
    if (!inviter || !buyer) throw new Error("the chain is short");
    const { lines } = await placeOrder(service, buyer.customer_id, [10_000n]);
    const pending = (no: bigint) => no * 8n + 1n;
    const refusal = /differs from the frozen attribution/;
    await expect(post(1, lines[0] ?? "", 0n, pending(inviter.account_no), 1_001n)).rejects.toThrow(refusal);
    await expect(post(1, lines[0] ?? "", 0n, pending(buyer.account_no), 1_000n)).rejects.toThrow(refusal);
    await expect(post(1, "ordli_unknown", 0n, pending(inviter.account_no), 1_000n)).rejects.toThrow(refusal);
  });

  it("a clawback beyond the accrual, from another's account, or from the wrong bucket", async () => {
    const { a, b, order } = await paidOrder([10_000n]);
    const line = order.lines[0] ?? "";
    await expect(post(2, line, b.account_no * 8n + 1n, 0n, 1_001n)).rejects.toThrow(/clawed_within_accrued/);
    await expect(post(2, line, a.account_no * 8n + 1n, 0n, 1n)).rejects.toThrow(/fits no accrual/);
    await expect(post(3, line, b.account_no * 8n + 2n, 0n, 1n)).rejects.toThrow(/fits no accrual/);
  });

  it("a move between owners and an overdraft", async () => {
    const { a, b } = await paidOrder([10_000n]);
    const move = (dr: bigint, cr: bigint, amount: number) =>
      asService(
        `insert into distribution.transfer (source, tier, kind, dr, cr, amount_fen, occurred_at)
         values ($1, 0, 5, $2, $3, $4, now())`,
        [`run:${freshId("r")}:${dr >> 3n}`, String(dr), String(cr), amount],
      );
    await expect(move(b.account_no * 8n + 1n, a.account_no * 8n + 2n, 1)).rejects.toThrow(/one_owner/);
    await expect(move(b.account_no * 8n + 1n, b.account_no * 8n + 2n, 1_001)).rejects.toThrow(
      /balance|what its run matured/,
    );
  });

  it("a third tier, on plans and on attributions", async () => {
    const { order, b } = await paidOrder([10_000n]);
    const plan = await asService(`select id from distribution.plan limit 1`);
    await expect(
      asService(`insert into distribution.plan_tier (plan_id, tier, rate_bps) values ($1, 3, 100)`, [
        plan[0].id,
      ]),
    ).rejects.toThrow(/tier 3 is above/);
    await expect(
      asService(
        `insert into distribution.attribution
           (order_line_id, tier, order_id, distributor_id, distributor_no, binding_id, rate_bps, base_fen, amount_fen)
         select order_line_id, 3, order_id, distributor_id, distributor_no, binding_id, rate_bps, base_fen, amount_fen
         from distribution.attribution where order_id = $1 and distributor_id = $2`,
        [order.order_id, b.id],
      ),
    ).rejects.toThrow(/tier 3 is above/);
  });

  it("a change of what is frozen, and taking back an order that has accrued", async () => {
    const { order } = await paidOrder([10_000n]);
    await expect(ledger.service.intake.deleteAttribution(order.order_id)).rejects.toThrow(/frozen stays/);
    await expect(asService(`update distribution.frozen_order set frozen_at = now()`)).rejects.toThrow(
      /frozen stays/,
    );
    await expect(ledger.asOwner.query(`update distribution.attribution set rate_bps = 1`)).rejects.toThrow(
      /frozen stays/,
    );
  });
});

describe("eight clients at once", () => {
  it("replay, reorder and race refunds, and end where one client in order would", async () => {
    const { service } = ledger;
    const basesOf = (index: number) => [1_000n + BigInt(index) * 777n, 2_501n, 99n];
    const amounts = [333n, 1_001n, 7n];
    const { inviter, orders } = await ordersOfOneBuyer(basesOf, 12);
    const money = [
      ...orders.map(captureOf),
      ...orders.flatMap((order) => amounts.map((one) => refundOf(order, one))),
    ];
    const clients = await Promise.all(Array.from({ length: 8 }, () => ledger.anotherService()));
    await Promise.all(
      clients.map(async (client, number) => {
        for (let index = 0; index < money.length; index += 3) {
          const at = (index * 7 + number * 5) % money.length;
          await client.intake.ingest([...money.slice(at, at + 3), ...money.slice(0, number % 3)]);
        }
        for (const one of money) await client.intake.ingest([one]);
      }),
    );
    const alone = await ordersOfOneBuyer(basesOf, 12);
    for (const order of alone.orders) {
      for (const one of [captureOf(order), ...amounts.map((amount) => refundOf(order, amount))]) {
        await service.intake.ingest([one]);
      }
    }
    expect(await pendingOf(service, inviter)).toBe(await pendingOf(service, alone.inviter));
    expect(await pendingOf(service, inviter)).toBeGreaterThan(0n);
    expect(await drift()).toEqual([]);
  }, 60_000);

  it("somebody's first commission and a refund beside it meet halfway, and both are taken in", async () => {
    const { service } = ledger;
    const [first, second, buyer] = await chain(service, 3);
    if (!first || !second || !buyer) throw new Error("the chain is short");
    const decision = { distributor_id: first.id, actor_id: "user_owner", reason: "核查订单", now: DAY_ONE };
    await service.referrals.distributors.changeStatus({ ...decision, act: "freeze" });
    const place = () => placeOrder(service, buyer.customer_id, [10_000n]);
    const known = await place();
    await service.referrals.distributors.changeStatus({ ...decision, act: "unfreeze" });
    const [both, another] = [await place(), await place()];
    await service.intake.ingest([captureOf(known)]);

    const account = String(second.account_no * 8n + 1n);
    const blocker = ledger.asOwner.createQueryRunner();
    await blocker.startTransaction();
    await blocker.query(`select from distribution.balance where account = $1 for update`, [account]);
    const waiting = (count: number) =>
      expect
        .poll(async () => {
          const [row] = await ledger.asService.query(`select count(distinct pid)::int as count
            from pg_locks join pg_stat_activity using (pid) where not granted and datname = current_database()`);
          return row.count;
        })
        .toBe(count);
    // The one wants the second's account and then opens the first's, the other has opened it and wants the second's.
    const refund = service.intake.ingest([captureOf(both), refundOf(both, 5_000n)]);
    await waiting(1);
    const capture = (await ledger.anotherService()).intake.ingest([captureOf(another)]);
    await waiting(2);
    await blocker.commitTransaction();
    await blocker.release();
    await Promise.all([refund, capture]);
    expect(await pendingOf(service, first)).toBe(150n + 300n);
    expect(await pendingOf(service, second)).toBe(1_000n + 500n + 1_000n);
    expect(await drift()).toEqual([]);
  });

  async function ordersOfOneBuyer(basesOf: (index: number) => bigint[], count: number) {
    const { service } = ledger;
    const [, inviter, buyer] = await chain(service, 3);
    if (!inviter || !buyer) throw new Error("the chain is short");
    const orders = [];
    for (let index = 0; index < count; index++) {
      orders.push(await placeOrder(service, buyer.customer_id, basesOf(index), 800n));
    }
    return { inviter, orders };
  }

  it("full refunds leave nothing and no drift", async () => {
    const { a, b, order } = await paidOrder([333n, 1n, 9_999n], 800n);
    const whole = order.total_fen;
    const parts = [whole / 3n, whole / 2n, whole - whole / 3n - whole / 2n];
    await Promise.all(parts.map((part) => ledger.service.intake.ingest([refundOf(order, part)])));
    expect(await pendingOf(ledger.service, a)).toBe(0n);
    expect(await pendingOf(ledger.service, b)).toBe(0n);
    expect(await drift()).toEqual([]);
  });
});
