import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { filingHeadings, filingRow } from "../../src/domain/payout/tax-filing";
import type { DistributionModuleService } from "../../src/modules/distribution/service";
import { openTestLedger, type TestLedger } from "../database";
import { captureOf, chain, dayAfter, matureAll, placeOrder, publishTwoTiers, receiptOf } from "../shop-life";

const limits = { per_transfer_fen: "3000000", per_person_day_fen: "5000000", per_shop_day_fen: "900000000" };
const identity_key = randomBytes(32).toString("base64");
const payee = { bank_name: "招商银行", account_number: "6222021234567890" };
const ID_NUMBER = "110101199003070011";

const ledgers: TestLedger[] = [];

afterAll(async () => {
  for (const ledger of ledgers) await ledger.close();
});

async function open(tax_policy: string) {
  const ledger = await openTestLedger("cn-mainland", {
    payout_provider: "manual",
    identity_key,
    payout_limits: limits,
    tax_policy,
  });
  ledgers.push(ledger);
  const { service } = ledger;
  await publishTwoTiers(service);
  const [inviter, buyer] = await chain(service, 2);
  if (!inviter || !buyer) throw new Error("the chain is short");
  const order = await placeOrder(service, buyer.customer_id, [50_000_000n]);
  await service.intake.ingest([captureOf(order)]);
  await service.intake.recordReceipts([receiptOf(order)]);
  await matureAll(service);
  const { customer_id } = inviter;
  const identity = { real_name: "王小藤", id_number: ID_NUMBER, notice_version: "2026-03" };
  await service.identities.submit({ customer_id, ...identity, now: dayAfter(15) });
  return { ledger, service, inviter };
}

async function payOut(
  service: DistributionModuleService,
  customer_id: string,
  amount_fen: bigint,
  now: Date,
  outcome: "confirmed" | "failed" = "confirmed",
): Promise<bigint | null> {
  const request_key = `key-${now.getTime()}-${amount_fen}`;
  const asked = await service.payouts.request({ customer_id, amount_fen, payee, request_key, now });
  if (asked.kind === "refused") throw new Error(asked.code);
  const decision = { payout_id: asked.payout.id, actor_id: "user_owner", now };
  await service.payouts.approve(decision);
  const ended = await service.payouts.endTransfer({ ...decision, outcome, note: "银行流水 1" });
  if (ended.kind === "refused") throw new Error(ended.code);
  return ended.payout.withheld_fen;
}

let shop: Awaited<ReturnType<typeof open>>;

beforeAll(async () => {
  shop = await open("cn-labour");
  const { service, inviter } = shop;
  const { customer_id } = inviter;
  await payOut(service, customer_id, 70_000n, new Date("2026-04-10T00:00:00Z"));
  await payOut(service, customer_id, 70_000n, new Date("2026-04-30T15:59:59Z"));
  await payOut(service, customer_id, 30_000n, new Date("2026-04-30T15:59:59Z"), "failed");
  await payOut(service, customer_id, 60_000n, new Date("2026-04-30T16:00:00Z"));
  await payOut(service, customer_id, 40_000n, new Date("2026-05-01T02:00:00Z"));
}, 60_000);

it("files what was paid in a month of Shanghai, with the year so far; what failed is not income", async () => {
  const april = await shop.service.payouts.taxes.people({ month: "2026-04", after: null, limit: 10 });
  expect(april).toMatchObject([
    {
      gross_fen: 140_000n,
      withheld_fen: 12_000n,
      payouts: 2,
      real_name: "王**",
      vat_flag: false,
      year: [{ month: "2026-04", gross_fen: 140_000n, withheld_fen: 12_000n }],
    },
  ]);
  expect(
    JSON.stringify(april, (_, value) => (typeof value === "bigint" ? String(value) : value)),
  ).not.toContain(ID_NUMBER);
  const may = await shop.service.payouts.taxes.people({ month: "2026-05", after: null, limit: 10 });
  expect(may[0]?.year).toHaveLength(2);
});

it("flags a day on which a person was paid ¥1,000, and a shop whose commission is above 5 %", async () => {
  const [may] = await shop.service.payouts.taxes.people({ month: "2026-05", after: null, limit: 10 });
  expect(may).toMatchObject({ top_day: "2026-05-01", top_day_fen: 100_000n, vat_flag: true });
  expect(await shop.service.payouts.taxes.month("2026-03")).toMatchObject({
    commission_fen: 5_000_000n,
    goods_fen: 50_000_000n,
    exceeds_deductible: true,
  });
});

it("exports names and numbers in the clear, once it is in the audit trail", async () => {
  const result = await shop.service.payouts.taxes.export("2026-04", {
    actor_id: "user_owner",
    now: dayAfter(90),
  });
  if (result.kind === "refused") throw new Error(result.code);
  const sheet = `${filingHeadings()}${result.people.map(filingRow).join("")}`;
  expect(sheet).toContain(`王小藤,居民身份证,\t${ID_NUMBER},劳务报酬所得,2026-04,1400.00,800.00,600.00,20%`);
  const trail = await shop.ledger.asService.query(
    `select actor_id, subject_id, after from distribution.audit where action = 'tax_report_exported'`,
  );
  expect(trail).toEqual([{ actor_id: "user_owner", subject_id: "2026-04", after: { people: 1 } }]);
});

it("is closed where nobody could be paid", async () => {
  const ledger = await openTestLedger();
  ledgers.push(ledger);
  const result = await ledger.service.payouts.taxes.export("2026-04", {
    actor_id: "user_owner",
    now: dayAfter(90),
  });
  expect(result).toMatchObject({ code: "payouts_closed" });
});

it("cn-platform-cumulative withholds by the year: 9,000 on each of the first two 1,000,000", async () => {
  const { ledger, service, inviter } = await open("cn-platform-cumulative");
  const { customer_id } = inviter;
  expect(await payOut(service, customer_id, 1_000_000n, new Date("2026-04-10T00:00:00Z"))).toBe(9_000n);
  expect(await payOut(service, customer_id, 1_000_000n, new Date("2026-05-10T00:00:00Z"))).toBe(9_000n);
  const wrong = await ledger.asOwner.query(`select * from distribution.payout_mismatch`);
  expect(wrong).toEqual([]);
});
