import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestLedger, type TestLedger } from "../database";
import { postingsAt } from "../ledger-clock";
import { captureOf, chain, matureAll, placeOrder, publishTwoTiers, receiptOf, refundOf } from "../shop-life";

let ledger: TestLedger;

const PAID_AT = new Date("2026-04-10T00:00:00Z");
const payee = { bank_name: "招商银行", account_number: "6222021234567890" };

/** A closed March and April with every kind of transfer, and an open May. */
beforeAll(async () => {
  ledger = await openTestLedger("cn-mainland", {
    payout_provider: "manual",
    identity_key: randomBytes(32).toString("base64"),
    payout_limits: { per_transfer_fen: "300000", per_person_day_fen: "900000" },
  });
  const { service } = ledger;
  await publishTwoTiers(service);
  const [top, inviter, buyer] = await chain(service, 3);
  if (!top || !inviter || !buyer) throw new Error("the chain is short");
  const order = await placeOrder(service, buyer.customer_id, [2_000_000n]);
  await postingsAt(ledger, "2026-03-01T02:00:00Z");
  await service.intake.ingest([captureOf(order), refundOf(order, 200_000n)]);
  await service.intake.recordReceipts([receiptOf(order)]);
  await postingsAt(ledger, "2026-04-01T00:00:00Z");
  await matureAll(service);
  await payOut(inviter.customer_id, 100_000n, "confirmed");
  await payOut(inviter.customer_id, 20_000n, "failed");
  await service.statements.close({ through: "2026-04", actor_id: "user_owner", now: new Date("2026-05-02") });
  await postingsAt(ledger, "2026-05-02T00:00:00Z");
  await payOut(top.customer_id, 21_000n, "confirmed", new Date("2026-05-02T00:00:00Z"));
  await service.intake.ingest([refundOf(order, 1_800_000n)]);
  const second = await placeOrder(service, buyer.customer_id, [10_000n]);
  await service.intake.ingest([captureOf(second)]);
  const third = await placeOrder(service, buyer.customer_id, [10_000n, 10_000n]);
  await service.intake.ingest([captureOf(third), refundOf(third, 1_000n)]);
}, 60_000);

afterAll(async () => {
  await ledger?.close();
});

async function payOut(
  customer_id: string,
  amount_fen: bigint,
  outcome: "confirmed" | "failed",
  now: Date = PAID_AT,
) {
  const { service } = ledger;
  const id_number = now === PAID_AT ? "110101199003070011" : "11010119900307002X";
  const identity = { real_name: "王小藤", id_number, notice_version: "2026-03" };
  await service.identities.submit({ customer_id, ...identity, now });
  const request_key = `key-${amount_fen}`;
  const asked = await service.payouts.request({ customer_id, amount_fen, payee, request_key, now });
  if (asked.kind === "refused") throw new Error(asked.code);
  const decision = { payout_id: asked.payout.id, actor_id: "user_owner", now };
  await service.payouts.approve(decision);
  await service.payouts.endTransfer({ ...decision, outcome, note: "银行流水 1" });
}

async function verify() {
  const result = await ledger.service.statements.verify("auditor", () => PAID_AT);
  if (result.kind === "refused") throw new Error(result.code);
  return result.verification;
}

/** Does something that only the tables' owner can do, with every trigger asleep. */
async function tamper(sql: string): Promise<void> {
  const runner = ledger.asOwner.createQueryRunner();
  try {
    await runner.query(`set session_replication_role = replica`);
    await runner.query(sql);
    await runner.query(`set session_replication_role = origin`);
  } finally {
    await runner.release();
  }
}

it("finds nothing in an honest ledger, says how much it read, and keeps that", async () => {
  const verification = await verify();
  expect(verification).toMatchObject({ difference: null, closed_months: 2, actor_id: "auditor" });
  const [{ count }] = await ledger.asService.query(`select count(*) from distribution.transfer`);
  expect(verification.transfers).toBe(BigInt(count));
  expect(await ledger.service.statements.latestVerification()).toMatchObject({ difference: null });
});

const T = "distribution.transfer";
const [accrue, mature] = ["kind = 1 and recorded_at < '2026-04-01'", "kind = 5"];

/** The only order of two lines, both pending; a tenth of it was refunded. */
const SPREAD = `order_line_id in (select l.order_line_id from distribution.frozen_line l
  join distribution.frozen_line other on other.order_id = l.order_id and other.order_line_id <> l.order_line_id)`;
const SECOND_LINE = `order_line_id like '%\\_1'`;
/** The only accrual of its tier that is pending and was never refunded. */
const WHOLE = `tier = 1 and state = 'pending' and not ${SPREAD}`;
const paidInMay = `(select id from distribution.payout where tax_month = '2026-05')`;

/** Takes so much more out of the available balance, and so much less into debt, by what was clawed back. */
const takenFromAvailable = (fen: number) => `
  update ${T} set amount_fen = amount_fen + ${fen} where kind = 3 and tier = 1 and recorded_at > '2026-05-01';
  update ${T} set amount_fen = amount_fen - ${fen} where kind = 4 and tier = 1;
  update distribution.balance b set balance_fen = balance_fen + ${fen} * case when account & 7 = 4 then 1 else -1 end
    from ${T} t where t.kind = 4 and t.tier = 1 and t.dr >> 3 = b.account >> 3 and b.account & 7 in (2, 4)`;

/** What was done, how it is undone, and what the verification says. */
const PLANTS: [string, string, string, object][] = [
  [
    "a balance raised by a fen",
    `update distribution.balance set balance_fen = balance_fen + 1 where account & 7 = 3`,
    `update distribution.balance set balance_fen = balance_fen - 1 where account & 7 = 3`,
    {
      check: "balances_are_their_transfers",
      table: "balance",
      field: "balance_fen",
      expected: "0",
      found: "1",
    },
  ],
  [
    "a debt forgiven in the balance alone",
    `update distribution.balance set balance_fen = balance_fen + 7 where account & 7 = 4 and balance_fen < 0`,
    `update distribution.balance set balance_fen = balance_fen - 7 where account & 7 = 4 and balance_fen < 0`,
    { check: "balances_are_their_transfers", table: "balance", field: "balance_fen" },
  ],
  [
    "a transfer of a closed month raised",
    `update ${T} set amount_fen = amount_fen + 1 where ${accrue} and tier = 1`,
    `update ${T} set amount_fen = amount_fen - 1 where ${accrue} and tier = 1`,
    { check: "closed_days_are_their_transfers", table: "closed_day", key: "2026-03-01", field: "digest" },
  ],
  [
    "a closed month's posting moved to another day",
    `update ${T} set recorded_at = recorded_at + interval '1 day' where ${mature}`,
    `update ${T} set recorded_at = recorded_at - interval '1 day' where ${mature}`,
    { check: "closed_days_are_their_transfers", table: "closed_day", key: "2026-04-01" },
  ],
  [
    "a transfer of the open month raised",
    `update ${T} set amount_fen = amount_fen + 1 where kind = 1 and recorded_at > '2026-05-01' and tier = 1`,
    `update ${T} set amount_fen = amount_fen - 1 where kind = 1 and recorded_at > '2026-05-01' and tier = 1`,
    { check: "accruals_are_their_transfers", table: "accrual", field: "amount_fen" },
  ],
  [
    "an accrual given to somebody else",
    `update distribution.accrual set distributor_no = distributor_no + 1000 where tier = 2 and state = 'pending'`,
    `update distribution.accrual set distributor_no = distributor_no - 1000 where tier = 2 and state = 'pending'`,
    { check: "accruals_are_their_transfers", table: "accrual", field: "distributor_no" },
  ],
  [
    "an accrual that differs from what was frozen",
    `update distribution.attribution set rate_bps = rate_bps + 100,
       amount_fen = base_fen * (rate_bps + 100) / 10000 where tier = 1`,
    `update distribution.attribution set rate_bps = rate_bps - 100,
       amount_fen = base_fen * (rate_bps - 100) / 10000 where tier = 1`,
    { check: "accruals_are_as_frozen", table: "accrual", field: "amount_fen" },
  ],
  [
    "commission forgone beside what it earned",
    `insert into distribution.forgone (order_line_id, tier, order_id, distributor_no, reason)
     select order_line_id, tier, order_id, distributor_no, 'paid_by_earner' from distribution.accrual
     where ${WHOLE}`,
    `delete from distribution.forgone`,
    { check: "forgone_commission_is_nobodys", table: "forgone", field: "why" },
  ],
  [
    "a clawback forgotten on its accrual",
    `update distribution.accrual set clawed_fen = clawed_fen - 5 where tier = 1 and state = 'available'`,
    `update distribution.accrual set clawed_fen = clawed_fen + 5 where tier = 1 and state = 'available'`,
    { check: "clawed_is_what_was_taken_back", table: "accrual", field: "clawed_fen" },
  ],
  [
    "a maturation of another run",
    `update distribution.accrual set matured_run = matured_run || 'X' where tier = 1 and state = 'available'`,
    `update distribution.accrual set matured_run = left(matured_run, -1) where tier = 1 and state = 'available'`,
    { check: "maturations_are_their_accruals", table: "transfer", field: "row" },
  ],
  [
    "an accrual matured without a transfer",
    `update distribution.accrual set state = 'available' where tier = 1 and state = 'pending'`,
    `update distribution.accrual set state = 'pending' where tier = 1 and matured_run is null`,
    { check: "pending_is_what_has_not_matured", table: "balance" },
  ],
  [
    "a payout confirmed without its money",
    `update distribution.payout set state = 'confirmed' where state = 'failed'`,
    `update distribution.payout set state = 'failed' where amount_fen = 20000`,
    {
      check: "payouts_are_their_transfers",
      table: "payout",
      field: "gone",
      expected: "20000",
      found: "0",
    },
  ],
  [
    "tax that was withheld and is not owed",
    `update distribution.payout set withheld_fen = withheld_fen - 1 where withheld_fen > 0`,
    `update distribution.payout set withheld_fen = withheld_fen + 1 where withheld_fen > 0`,
    {
      check: "tax_is_what_payouts_withheld",
      table: "payout",
      field: "withheld_fen",
      expected: "4000",
      found: "3999",
    },
  ],
  [
    "a payout that withheld more than the month asks, with the transfers to match",
    `update distribution.payout set withheld_fen = 100 where id = ${paidInMay};
     update ${T} set amount_fen = amount_fen - 100 where kind = 11 and source = ${paidInMay};
     insert into ${T} (source, tier, kind, dr, cr, amount_fen, occurred_at, recorded_at)
       select source, tier, 10, dr, 1, 100, occurred_at, recorded_at from ${T} where kind = 11 and source = ${paidInMay}`,
    `delete from ${T} where kind = 10 and source = ${paidInMay};
     update ${T} set amount_fen = amount_fen + 100 where kind = 11 and source = ${paidInMay};
     update distribution.payout set withheld_fen = 0 where id = ${paidInMay}`,
    {
      check: "withholding_is_what_its_policy_asks",
      table: "payout",
      field: "withheld_fen",
      expected: "0",
      found: "100",
    },
  ],
  [
    "a payout taxed in another month than the one it was approved in",
    `update distribution.payout set tax_month = '2026-06' where id = ${paidInMay}`,
    `update distribution.payout set tax_month = '2026-05' where tax_month = '2026-06'`,
    {
      check: "withholding_is_what_its_policy_asks",
      field: "tax_month",
      expected: "2026-05",
      found: "2026-06",
    },
  ],
  [
    "a refund spread otherwise over the lines, with nobody's balance changed",
    `update ${T} set amount_fen = amount_fen + case when ${SECOND_LINE} then 10 else -10 end
       where kind = 2 and tier = 1 and ${SPREAD};
     update distribution.accrual set clawed_fen = clawed_fen + case when ${SECOND_LINE} then 10 else -10 end
       where tier = 1 and ${SPREAD}`,
    `update ${T} set amount_fen = amount_fen - case when ${SECOND_LINE} then 10 else -10 end
       where kind = 2 and tier = 1 and ${SPREAD};
     update distribution.accrual set clawed_fen = clawed_fen - case when ${SECOND_LINE} then 10 else -10 end
       where tier = 1 and ${SPREAD}`,
    {
      check: "clawbacks_are_what_refunds_ask",
      table: "accrual",
      field: "clawed_fen",
      expected: "50",
      found: "40",
    },
  ],
  [
    "a refund that is said to have been for one line alone",
    `update distribution.processed set lines = jsonb_build_object(l.order_line_id, '1000') from distribution.frozen_line l
       where l.order_id = processed.order_id and kind = 'refund' and l.order_line_id like '%\\_1'`,
    `update distribution.processed set lines = null where lines is not null`,
    {
      check: "clawbacks_are_what_refunds_ask",
      table: "accrual",
      field: "clawed_fen",
      expected: "0",
      found: "50",
    },
  ],
  [
    "a clawback that no refund asked for, with the transfer and the balance to match",
    `insert into ${T} (source, tier, kind, order_line_id, dr, cr, amount_fen, occurred_at, recorded_at)
       select 'ref_of_nothing', tier, 2, order_line_id, distributor_no * 8 + 1, 0, 7, accrued_at, '2026-05-03'
       from distribution.accrual where ${WHOLE};
     update distribution.balance b set balance_fen = balance_fen - 7 from distribution.accrual
       where ${WHOLE} and b.account = distributor_no * 8 + 1;
     update distribution.accrual set clawed_fen = 7 where ${WHOLE}`,
    `delete from ${T} where source = 'ref_of_nothing';
     update distribution.balance b set balance_fen = balance_fen + 7 from distribution.accrual
       where ${WHOLE} and b.account = distributor_no * 8 + 1;
     update distribution.accrual set clawed_fen = 0 where ${WHOLE}`,
    { check: "nothing_is_taken_back_without_a_refund", table: "accrual", expected: "0", found: "7" },
  ],
  [
    "somebody who owes and keeps money beside the debt",
    takenFromAvailable(-5),
    takenFromAvailable(5),
    {
      check: "nobody_is_overdrawn_and_debts_come_first",
      table: "balance",
      field: "owed_beside_available",
      expected: "nothing",
    },
  ],
  [
    "a statement's closing balance",
    `update distribution.statement set closing_available = closing_available + 1 where month = '2026-04'`,
    `update distribution.statement set closing_available = closing_available - 1 where month = '2026-04'`,
    { check: "statements_are_their_transfers", table: "statement", field: "closing_available" },
  ],
  [
    "a month's hash",
    `update distribution.closed_month set hash = overlay(hash placing 'zz' from 1) where month = '2026-03'`,
    `update distribution.closed_month set hash = distribution.month_hash(month, previous_hash, statements,
       statements_digest) where month = '2026-03'`,
    { check: "months_are_chained", table: "closed_month", key: "2026-03", field: "hash" },
  ],
];

describe("what the tables' owner changes behind the triggers is found and named:", () => {
  it.each(PLANTS)("%s", async (_what, plant, heal, named) => {
    await tamper(plant);
    expect((await verify()).difference).toMatchObject(named);
    await tamper(heal);
    expect((await verify()).difference).toBeNull();
  });

  it("a whole month sealed anew over changed transfers no longer fits the months after it", async () => {
    const before = await ledger.service.statements.closedMonths({ before: null, limit: 2 });
    await tamper(`update ${T} set occurred_at = occurred_at + interval '1 hour' where ${accrue};
      update distribution.closed_day d set digest = n.digest
        from distribution.day_digests('2026-02-28T16:00:00Z', '2026-03-31T16:00:00Z') n where n.day = d.day;
      update distribution.closed_month set hash = distribution.month_hash(month, previous_hash, statements,
        statements_digest) where month = '2026-03'`);
    expect((await verify()).difference).toMatchObject({
      check: "months_are_chained",
      key: "2026-04",
      field: "previous_hash",
      found: before[1]?.hash,
    });
  });

  it("a transfer between two people, where not even a constraint is left", async () => {
    await tamper(`alter table ${T} drop constraint one_owner, drop constraint accounts_of_kind;
      update ${T} set cr = cr + 8 where ${mature}`);
    expect((await verify()).difference).toMatchObject({
      check: "transfers_have_one_owner",
      table: "transfer",
      field: "accounts",
    });
  });
});
