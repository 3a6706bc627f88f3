import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { monthBounds } from "../../src/domain/shanghai-month";
import { explain } from "../../src/domain/statement/explanation";
import { closingOf, movementsOf, NO_BALANCES } from "../../src/domain/statement/statement";
import type { DistributorRow } from "../../src/modules/distribution/referral/people.entity";
import { openTestLedger, type TestLedger } from "../database";
import { postingsAt } from "../ledger-clock";
import {
  balancesOf,
  captureOf,
  chain,
  matureAll,
  placeOrder,
  publishTwoTiers,
  receiptOf,
  refundOf,
} from "../shop-life";

let ledger: TestLedger;
let inviter: DistributorRow;
let top: DistributorRow;

const IN_MAY = new Date("2026-05-03T00:00:00Z");
const payee = { bank_name: "招商银行", account_number: "6222021234567890" };

/** An order in March, partly refunded; matured and paid out in April; refunded whole in May. */
beforeAll(async () => {
  ledger = await openTestLedger("cn-mainland", {
    payout_provider: "manual",
    identity_key: randomBytes(32).toString("base64"),
  });
  const { service } = ledger;
  await publishTwoTiers(service);
  const [first, second, buyer] = await chain(service, 3);
  if (!first || !second || !buyer) throw new Error("the chain is short");
  [top, inviter] = [first, second];
  const order = await placeOrder(service, buyer.customer_id, [200_000n]);
  await postingsAt(ledger, "2026-03-01T02:00:00.123456Z");
  await service.intake.ingest([captureOf(order)]);
  await postingsAt(ledger, "2026-03-31T15:59:59.999999Z");
  await service.intake.ingest([refundOf(order, 50_000n)]);
  await service.intake.recordReceipts([receiptOf(order)]);
  await postingsAt(ledger, "2026-03-31T16:00:00Z");
  await matureAll(service);
  await postingsAt(ledger, "2026-04-10T00:00:00Z");
  await payOut(10_000n);
  await postingsAt(ledger, "2026-05-01T00:00:00Z");
  await service.intake.ingest([refundOf(order, 150_000n)]);
}, 60_000);

afterAll(async () => {
  await ledger?.close();
});

async function payOut(amount_fen: bigint): Promise<void> {
  const { service } = ledger;
  const { customer_id } = inviter;
  const now = new Date("2026-04-10T00:00:00Z");
  const identity = { real_name: "王小藤", id_number: "110101199003070011", notice_version: "2026-03" };
  await service.identities.submit({ customer_id, ...identity, now });
  const asked = await service.payouts.request({ customer_id, amount_fen, payee, request_key: "key-1", now });
  if (asked.kind === "refused") throw new Error(asked.code);
  const decision = { payout_id: asked.payout.id, actor_id: "user_owner", now };
  await service.payouts.approve(decision);
  await service.payouts.endTransfer({ ...decision, outcome: "confirmed", note: "银行流水 1" });
}

const entriesOf = (person: DistributorRow, wanted: object = {}) =>
  ledger.service.statements.entries({
    distributor_no: person.account_no,
    since: null,
    until: null,
    bucket: null,
    before: null,
    limit: 100,
    ...wanted,
  });

const statementOf = (person: DistributorRow, month: string) =>
  ledger.service.statements.statement(person.account_no, month);

const closings = async (month: string) => closingOf((await statementOf(inviter, month)).accounts);

describe("entries", () => {
  it("are every move of a distributor's, latest first, each with the balances after it", async () => {
    const entries = await entriesOf(inviter);
    expect(entries.map(({ kind, amount_fen }) => [kind, amount_fen])).toEqual([
      ["clawback_debt", 10_000n],
      ["clawback_available", 5_000n],
      ["payout_pay", 10_000n],
      ["payout_hold", 10_000n],
      ["mature", 15_000n],
      ["clawback_pending", 5_000n],
      ["accrue", 20_000n],
    ]);
    expect(entries[0]?.balances).toEqual({ pending: 0n, available: 0n, hold: 0n, debt: -10_000n });
    expect(entries.at(-1)?.balances).toEqual({ ...NO_BALANCES, pending: 20_000n });
    const latest = await balancesOf(ledger.service, inviter);
    expect(latest).toMatchObject({ pending_fen: 0n, available_fen: 0n, debt_fen: 10_000n });
  });

  it("say why, down to the line, the rate and the plan's version", async () => {
    const entries = await entriesOf(inviter);
    const words = (kind: string) => {
      const entry = entries.find((candidate) => candidate.kind === kind);
      return entry ? explain(entry.kind, entry.reason) : null;
    };
    expect(words("accrue")).toBe(
      "订单 #1 第 1 项 1 级，计佣金额 ¥2000.00 × 10% = ¥200.00，方案「藤蔓分享计划」第 1 版",
    );
    expect(words("clawback_pending")).toContain("本次退款商品金额 ¥500.00");
    expect(words("mature")).toBe("冻结期满：订单 #1 第 1 项 1 级 ¥150.00");
    expect(words("payout_pay")).toMatch(/^提现 pout_\w+，申请 ¥100.00，2026-04 劳务报酬预扣，代扣 ¥0.00$/);
  });

  it("walked page by page are the same, without gaps or repeats, at one moment too", async () => {
    const all = await entriesOf(inviter);
    const walked = [];
    let before = null;
    do {
      const page = await entriesOf(inviter, { limit: 2, before });
      walked.push(...page);
      before = page.length === 2 ? page[1]?.position : null;
    } while (before);
    expect(walked).toEqual(all);
  });

  it("of one account show that account's balances", async () => {
    const entries = await entriesOf(inviter, { bucket: "available" });
    expect(entries.map(({ kind, balances }) => [kind, balances.available])).toEqual([
      ["clawback_available", 0n],
      ["payout_hold", 5_000n],
      ["mature", 15_000n],
    ]);
  });

  it("of somebody else are not shown", async () => {
    const own = await entriesOf(top);
    expect(own.map(({ kind }) => kind)).toEqual([
      "clawback_available",
      "mature",
      "clawback_pending",
      "accrue",
    ]);
  });
});

describe("a statement", () => {
  it("holds what was posted in its month of Asia/Shanghai, to the microsecond", async () => {
    const march = await statementOf(inviter, "2026-03");
    expect(march.kinds.map(({ kind, amount_fen }) => [kind, amount_fen])).toEqual([
      ["accrue", 20_000n],
      ["clawback_pending", 5_000n],
    ]);
    const april = await statementOf(inviter, "2026-04");
    expect(april.kinds.map(({ kind }) => kind)).toEqual(["mature", "payout_hold", "payout_pay"]);
  });

  it("opens with what the month before closed with, and the last one closes with the balances", async () => {
    expect(await closings("2026-03")).toEqual({ ...NO_BALANCES, pending: 15_000n });
    const april = await statementOf(inviter, "2026-04");
    expect(april.accounts.find(({ bucket }) => bucket === "pending")?.opening_fen).toBe(15_000n);
    expect(closingOf(april.accounts)).toEqual({ ...NO_BALANCES, available: 5_000n });
    expect(await closings("2026-05")).toEqual({ ...NO_BALANCES, debt: -10_000n });
    expect(await closings("2026-07")).toEqual({ ...NO_BALANCES, debt: -10_000n });
  });

  it("opening plus its entries is closing, for every account of every month", async () => {
    for (const month of ["2026-03", "2026-04", "2026-05"]) {
      const { accounts } = await statementOf(inviter, month);
      const { starts_at, ends_at } = monthBounds(month);
      const entries = await entriesOf(inviter, { since: starts_at, until: ends_at });
      for (const { bucket, opening_fen, closing_fen } of accounts) {
        const moved = entries.flatMap(movementsOf).filter((movement) => movement.bucket === bucket);
        expect(moved.reduce((sum, { amount_fen }) => sum + amount_fen, opening_fen)).toBe(closing_fen);
      }
    }
  });
});

describe("closing", () => {
  const close = (through: string, now = IN_MAY) =>
    ledger.service.statements.close({ through, actor_id: "user_owner", now });

  it("a month that is not over is refused, by API and by SQL", async () => {
    expect(await close("2026-05")).toMatchObject({ kind: "refused", code: "month_not_over" });
    await expect(
      ledger.asService.query(`select distribution.close_month('2999-01', now(), 'user_owner')`),
    ).rejects.toThrow(/it is not over/);
    await expect(
      ledger.asService.query(`select distribution.close_month('2026-04', now(), 'user_owner')`),
    ).rejects.toThrow(/one after the other/);
  });

  it("seals month after month, each with the hash before, once however many ask", async () => {
    const other = await ledger.anotherService();
    const both = await Promise.all([
      close("2026-04"),
      other.statements.close({ through: "2026-04", actor_id: "system", now: IN_MAY }),
    ]);
    const sealed = both.flatMap((result) => (result.kind === "closed" ? result.months : []));
    expect(sealed.map(({ month }) => month).sort()).toEqual(["2026-03", "2026-04"]);
    const months = await ledger.service.statements.closedMonths({ before: null, limit: 10 });
    expect(months.map(({ month }) => month)).toEqual(["2026-04", "2026-03"]);
    expect(months[0]?.previous_hash).toBe(months[1]?.hash);
    expect(months[1]?.previous_hash).toBe("0".repeat(64));
    expect(months[1]).toMatchObject({ transfers: 4n, statements: 2n });
  });

  it("changes no statement and no entry", async () => {
    expect((await statementOf(inviter, "2026-03")).closed?.month).toBe("2026-03");
    expect(await closings("2026-04")).toEqual({ ...NO_BALANCES, available: 5_000n });
    expect((await entriesOf(inviter))[0]?.balances.debt).toBe(-10_000n);
    const months = await ledger.service.statements.ownMonths({
      distributor_no: inviter.account_no,
      before: null,
      limit: 10,
    });
    expect(months).toEqual([
      { month: "2026-05", entries: 2 },
      { month: "2026-04", entries: 3 },
      { month: "2026-03", entries: 2 },
    ]);
  });

  it("a posting into a closed month is refused, as is every change of what is sealed", async () => {
    const { service } = ledger;
    const [, seller, buyer] = await chain(service, 3);
    if (!seller || !buyer) throw new Error("the chain is short");
    const order = await placeOrder(service, buyer.customer_id, [10_000n]);
    await postingsAt(ledger, "2026-04-30T15:59:59Z");
    await expect(service.intake.ingest([captureOf(order)])).rejects.toThrow(/its month is closed/);
    await postingsAt(ledger, "2026-05-02T00:00:00Z");
    await service.intake.ingest([captureOf(order)]);
    expect((await statementOf(seller, "2026-05")).kinds).toMatchObject([{ kind: "accrue" }]);
    for (const table of ["closed_month", "closed_day", "statement"]) {
      await expect(ledger.asOwner.query(`delete from distribution.${table}`)).rejects.toThrow(/is refused/);
      await expect(
        ledger.asService.query(`insert into distribution.${table} default values`),
      ).rejects.toThrow(/permission denied/);
    }
  });
});
