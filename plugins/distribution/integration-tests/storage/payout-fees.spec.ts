import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { payoutPay } from "../../src/domain/ledger/postings";
import { explain } from "../../src/domain/statement/explanation";
import { postTransfers } from "../../src/modules/distribution/ledger/ledger-store";
import type { DistributorRow } from "../../src/modules/distribution/referral/people.entity";
import { openTestLedger, type TestLedger } from "../database";
import { drift } from "../ledger-clock";
import {
  balancesOf,
  captureOf,
  chain,
  freshId,
  MATURED,
  matureAll,
  oneTier,
  placeOrder,
  receiptOf,
} from "../shop-life";

const payee = { bank_name: "招商银行", account_number: "6222021234567890" };
const BEFORE = new Date("2026-03-01T01:00:00Z");

let ledger: TestLedger;
let earner: DistributorRow;

const feePlan = (rate_bps: number) => ({
  ...oneTier,
  payout_fee: { kind: "share", rate_bps, minimum_fen: 100n } as const,
});

async function publish(draft: Parameters<TestLedger["service"]["plans"]["publish"]>[0]["draft"], now: Date) {
  const result = await ledger.service.plans.publish({ actor_id: "user_owner", draft, now });
  if (result.kind === "refused") throw new Error(result.code);
}

beforeAll(async () => {
  ledger = await openTestLedger("cn-mainland", {
    payout_provider: "manual",
    identity_key: randomBytes(32).toString("base64"),
    payout_limits: {
      per_transfer_fen: "3000000",
      per_person_day_fen: "90000000",
      per_shop_day_fen: "900000000",
    },
  });
  const { service } = ledger;
  await publish(feePlan(60), BEFORE);
  const [inviter, buyer] = await chain(service, 2);
  if (!inviter || !buyer) throw new Error("the chain is short");
  earner = inviter;
  const order = await placeOrder(service, buyer.customer_id, [20_000_000n]);
  await service.intake.ingest([captureOf(order)]);
  await service.intake.recordReceipts([receiptOf(order)]);
  await matureAll(service);
  const identity = { real_name: "王小藤", id_number: "110101199003070011", notice_version: "2026-03" };
  await service.identities.submit({ customer_id: inviter.customer_id, ...identity, now: MATURED });
}, 60_000);

afterAll(async () => {
  await ledger?.close();
});

const ask = (amount_fen: bigint, now = MATURED) =>
  ledger.service.payouts.request({
    customer_id: earner.customer_id,
    amount_fen,
    payee,
    request_key: freshId("key"),
    now,
  });

async function requested(amount_fen: bigint, now = MATURED) {
  const result = await ask(amount_fen, now);
  if (result.kind === "refused") throw new Error(result.code);
  return result.payout;
}

const decision = (payout_id: string, now = MATURED) => ({ payout_id, actor_id: "user_owner", now });

const movesOf = (payout_id: string) =>
  ledger.asService.query<{ kind: number; cr: string; amount_fen: string }[]>(
    `select kind, cr, amount_fen from distribution.transfer where source = $1 order by kind`,
    [payout_id],
  );

describe("a payout's fee", () => {
  it("is frozen at the request and taken once, when the money has arrived", async () => {
    const { service } = ledger;
    const before = await balancesOf(service, earner);
    const { id, fee_fen } = await requested(100_000n);
    expect(fee_fen).toBe(600n);
    // A new plan asks more of the next payout, and of this one nothing.
    await publish(feePlan(500), MATURED);
    await service.payouts.approve(decision(id));
    // The tax rests on all of the commission: a fee makes no income smaller.
    expect(await service.payouts.order(id)).toMatchObject({ order: { net_fen: 95_400n } });
    expect(await movesOf(id)).toHaveLength(1);
    const end = { ...decision(id), outcome: "confirmed", note: "银行流水 1" } as const;
    const ends = await Promise.all([service.payouts.endTransfer(end), service.payouts.endTransfer(end)]);
    expect(ends.map(({ kind }) => kind).sort()).toEqual(["already_ended", "ended"]);
    expect(await movesOf(id)).toMatchObject([
      { kind: 7, amount_fen: "100000" },
      { kind: 10, cr: "1", amount_fen: "4000" },
      { kind: 11, cr: "2", amount_fen: "95400" },
      { kind: 12, cr: "3", amount_fen: "600" },
    ]);
    expect(await balancesOf(service, earner)).toMatchObject({
      available_fen: before.available_fen - 100_000n,
      hold_fen: 0n,
    });
    expect(await drift(ledger)).toEqual([]);
  });

  it.each(["failed", "expired"] as const)(
    "is not taken of one that %s: everything comes back",
    async (outcome) => {
      const { service } = ledger;
      const before = await balancesOf(service, earner);
      const { id, fee_fen } = await requested(10_000n);
      expect(fee_fen).toBeGreaterThan(0n);
      await service.payouts.approve(decision(id));
      await service.payouts.endTransfer({ ...decision(id), outcome, note: "账户不符" });
      expect(await balancesOf(service, earner)).toEqual(before);
    },
  );

  it("is not taken of a rejected one", async () => {
    const { service } = ledger;
    const before = await balancesOf(service, earner);
    const { id } = await requested(10_000n);
    await service.payouts.reject({ ...decision(id), reason: "账号有误" });
    expect(await balancesOf(service, earner)).toEqual(before);
  });

  it("is in the quote, in the statement's reasons with its plan, and in the month's tax report", async () => {
    const { service } = ledger;
    const told = { policy: "cn-labour", now: MATURED } as const;
    expect(await service.payouts.quote(earner.customer_id, 10_000n, told)).toEqual({
      amount_fen: 10_000n,
      // 100,000 fen were paid before; the tenth thousand is taxed at a fifth.
      withheld_fen: 2_000n,
      fee_fen: 500n,
    });
    const entries = await service.statements.entries({
      distributor_no: earner.account_no,
      since: null,
      until: null,
      bucket: "hold",
      before: null,
      limit: 100,
    });
    const fee = entries.find(({ kind }) => kind === "payout_fee");
    if (!fee) throw new Error("the statement says nothing of the fee");
    expect(fee.amount_fen).toBe(600n);
    expect(explain(fee.kind, fee.reason)).toMatch(
      /，手续费 ¥6.00（0.6%，最低 ¥1.00，方案「藤蔓分享计划」第 1 版）$/,
    );
    expect(await service.payouts.taxes.month("2026-03")).toMatchObject({
      gross_fen: 100_000n,
      withheld_fen: 4_000n,
      fee_fen: 600n,
    });
  });

  it("leaves at least what a transfer can carry, at the request and when the tax is decided", async () => {
    const { service } = ledger;
    const CHEAP = { ...oneTier, minimum_payout_fen: 0n };
    await publish({ ...CHEAP, payout_fee: { kind: "fixed", fixed_fen: 8_000n } }, MATURED);
    expect(await ask(8_009n)).toMatchObject({ code: "net_below_minimum", field: "amount_fen" });
    // In April nothing is taxed yet and the rest is just enough; approved in March, it would be taxed.
    const april = new Date("2026-03-31T16:00:00Z");
    const { id } = await requested(8_010n, april);
    expect(await service.payouts.approve(decision(id))).toMatchObject({ code: "net_below_minimum" });
    expect(await service.payouts.approve(decision(id, april))).toMatchObject({ kind: "approved" });
    await service.payouts.endTransfer({ ...decision(id, april), outcome: "failed", note: "账户不符" });
  });
});

it("verification names a fee that was not taken, and one that no plan asks for", async () => {
  const tampered = async (sql: string) => {
    const runner = ledger.asOwner.createQueryRunner();
    await runner.query(`set session_replication_role = replica`);
    await runner.query(sql);
    await runner.query(`set session_replication_role = origin`);
    await runner.release();
    const result = await ledger.service.statements.verify("auditor", () => MATURED);
    return result.kind === "verified" ? result.verification.difference : result;
  };
  const change = (by: number, state: string) =>
    `update distribution.payout set fee_fen = fee_fen + (${by}) where state = '${state}'`;
  const found = { table: "payout", field: "fee_fen" };
  expect(await tampered(change(1, "confirmed"))).toMatchObject({
    check: "fees_are_what_payouts_took",
    expected: "600",
    found: "601",
    ...found,
  });
  expect(await tampered(change(-1, "confirmed"))).toBeNull();
  expect(await tampered(change(1, "rejected"))).toMatchObject({ check: "fees_are_as_planned", ...found });
  expect(await tampered(change(-1, "rejected"))).toBeNull();
});

describe("the database refuses, as the service's role", () => {
  const refuses = (sql: string, values: unknown[] = []) =>
    expect(ledger.asService.query(sql, values)).rejects;

  it("a fee that the plan does not ask for, and one that changes later", async () => {
    const { id } = await requested(20_000n);
    await refuses(`update distribution.payout set fee_fen = 0 where id = $1`, [id]).toThrow(
      /permission denied/,
    );
    await expect(
      ledger.asOwner.query(`update distribution.payout set fee_fen = 0 where id = $1`, [id]),
    ).rejects.toThrow(/payout_forward|cannot become/);
    await refuses(
      `insert into distribution.payout (id, outward_number, distributor_id, distributor_no, request_key, provider,
         payee_sealed, payee_hint, amount_fen, fee_fen, fee_plan_id, state, requested_at, requested_day)
       select 'pout_more', repeat('A', 26), distributor_id, distributor_no, 'more', provider, payee_sealed, payee_hint,
         amount_fen, fee_fen + 1, fee_plan_id, state, requested_at, requested_day from distribution.payout where id = $1`,
      [id],
    ).toThrow(/its fee is not what its plan asks for/);
    await ledger.service.payouts.reject({ ...decision(id), reason: "测试" });
  });

  it("a fee taken twice, too early, or to another account", async () => {
    const payout = await requested(20_000n);
    const subject = {
      payout_id: payout.id,
      distributor_no: payout.distributor_no,
      amount_fen: payout.amount_fen,
      occurred_at: MATURED,
    };
    const early = payoutPay(subject, { withheld_fen: 0n, fee_fen: payout.fee_fen }).slice(0, 1);
    const post = (transfers: typeof early) =>
      ledger.asService.transaction((manager) => postTransfers(manager, transfers));
    await expect(post(early)).rejects.toThrow(/it is not what its payout asks for/);
    await expect(post(early.map((fee) => ({ ...fee, cr: 2n })))).rejects.toThrow(/accounts_of_kind/);
    await ledger.service.payouts.reject({ ...decision(payout.id), reason: "测试" });
    expect(await drift(ledger)).toEqual([]);
  });
});
