import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestLedger, type TestLedger } from "../database";
import {
  balancesOf,
  bind,
  captureOf,
  chain,
  freshId,
  join,
  MATURED,
  matureAll,
  placeOrder,
  publishTwoTiers,
  receiptOf,
  share,
} from "../shop-life";

let ledger: TestLedger;

beforeAll(async () => {
  const identity_key = randomBytes(32).toString("base64");
  ledger = await openTestLedger("cn-mainland", { payout_provider: "manual", identity_key });
  await publishTwoTiers(ledger.service);
}, 60_000);

afterAll(async () => {
  await ledger?.close();
});

const rowsOf = async (table: string) =>
  (
    await ledger.asOwner.query<{ rows: number }[]>(`select count(*)::int as rows from distribution.${table}`)
  )[0]?.rows;

it("sharing creates no money: a hundred shared links and a hundred bindings move nothing", async () => {
  const inviter = await join(ledger.service);
  for (let index = 0; index < 100; index++) {
    await share(ledger.service, inviter);
    await bind(ledger.service, freshId("cus"), inviter);
  }
  expect(await rowsOf("transfer")).toBe(0);
  expect(await rowsOf("accrual")).toBe(0);
});

describe("records are kept: an early purge is refused", () => {
  const KEPT = [
    "transfer",
    "audit",
    "acknowledgement",
    "payout",
    "receipt",
    "plan",
    "binding",
    "distributor",
  ];

  beforeAll(async () => {
    const [, buyer] = await chain(ledger.service, 2);
    if (!buyer) throw new Error("the chain is short");
    const order = await placeOrder(ledger.service, buyer.customer_id, [10_000n]);
    await ledger.service.intake.ingest([captureOf(order)]);
  });

  it.each(KEPT)("of %s, for the service and for the owner", async (table) => {
    const before = await rowsOf(table);
    for (const source of [ledger.asService, ledger.asOwner]) {
      await expect(source.query(`truncate distribution.${table} cascade`)).rejects.toThrow();
    }
    await expect(ledger.asService.query(`delete from distribution.${table}`)).rejects.toThrow();
    expect(await rowsOf(table)).toBe(before);
  });
});

describe("closing one's account for good", () => {
  const ID_NUMBER = "110101199003070011";
  const payee = { bank_name: "招商银行", account_number: "6222021234567890" };
  const later = (years: number) => new Date(Date.now() + years * 365.25 * 86_400_000);
  const erase = (customer_id: string, now = MATURED) =>
    ledger.service.identities.erasure.erase({ customer_id, now });

  /** Somebody with ten yuan to take out, who has said who they are. */
  async function earner(id_number: string) {
    const { service } = ledger;
    const [inviter, buyer] = await chain(service, 2);
    if (!inviter || !buyer) throw new Error("the chain is short");
    const order = await placeOrder(service, buyer.customer_id, [10_000n]);
    await service.intake.ingest([captureOf(order)]);
    await service.intake.recordReceipts([receiptOf(order)]);
    const { customer_id } = inviter;
    const told = { customer_id, real_name: "王小藤", id_number, notice_version: "1", now: MATURED };
    expect(await service.identities.submit(told)).toMatchObject({ kind: "recorded" });
    return inviter;
  }

  async function paidOut(inviter: { customer_id: string }): Promise<string> {
    const { service } = ledger;
    const { customer_id } = inviter;
    const wanted = { customer_id, amount_fen: 1_000n, payee, destination: null, request_key: freshId("key") };
    const asked = await service.payouts.request({ ...wanted, now: MATURED });
    if (asked.kind === "refused") throw new Error(asked.code);
    const decision = { payout_id: asked.payout.id, actor_id: "user_owner", now: new Date() };
    await service.payouts.approve(decision);
    expect(await erase(customer_id)).toMatchObject({ code: "payout_under_way" });
    await service.payouts.endTransfer({ ...decision, outcome: "confirmed", note: "银行流水" });
    return asked.payout.id;
  }

  it("waits for one's money; afterwards nobody reads the account, and the ledger still balances", async () => {
    const { service } = ledger;
    const inviter = await earner(ID_NUMBER);
    const { customer_id } = inviter;
    await service.risk.recordSignals(customer_id, [{ kind: "device", text: "device-of-a-person" }], MATURED);
    const token = await share(service, inviter, MATURED);
    expect(await erase(customer_id)).toMatchObject({ code: "balance_left" });
    await matureAll(service);
    expect(await erase(customer_id)).toMatchObject({ code: "balance_left" });
    const payout_id = await paidOut(inviter);

    expect(await erase(customer_id, new Date())).toMatchObject({
      kind: "erased",
      distributor_id: inviter.id,
    });
    expect(await erase(customer_id)).toMatchObject({ code: "not_a_distributor" });
    expect(await service.referrals.distributorOfCustomer(customer_id)).toBeNull();
    const seen = { payout_id, actor_id: "user_owner", now: MATURED };
    expect(await service.payouts.revealPayee(seen)).toMatchObject({ code: "payout_not_found" });
    const [row] = await ledger.asOwner.query<{ display_name: string }[]>(
      "select display_name from distribution.distributor where id = $1",
      [inviter.id],
    );
    expect(row).toEqual({ display_name: "已注销用户" });
    const left = await ledger.asOwner.query<unknown[]>(
      "select 1 from distribution.risk_trace where customer_id = $1",
      [customer_id],
    );
    expect(left).toEqual([]);
    const bound = await service.referrals.bind({
      customer_id: freshId("cus"),
      share_token: token,
      now: MATURED,
    });
    expect(bound).toMatchObject({ code: "share_token_unknown" });

    expect(await balancesOf(service, inviter)).toMatchObject({ available_fen: 0n, earned_fen: 1_000n });
    expect(await ledger.asOwner.query<unknown[]>("select * from distribution.drift")).toEqual([]);
    expect(await ledger.asOwner.query<unknown[]>("select * from distribution.payout_mismatch")).toEqual([]);
  });

  it("keeps the sealed identity of somebody who was paid for three years; an early purge is refused", async () => {
    const identities = async () =>
      (await ledger.asOwner.query<unknown[]>("select 1 from distribution.identity")).length;
    const before = await identities();
    expect(before).toBeGreaterThan(0);
    expect(await ledger.service.identities.erasure.purge(later(2))).toBe(0);
    await expect(ledger.asService.query("delete from distribution.identity")).rejects.toMatchObject({
      driverError: { constraint: "identity_kept" },
    });
    // The job asks for it too early: the database's own clock decides.
    await expect(ledger.service.identities.erasure.purge(later(4))).rejects.toThrow("it is kept for now");
    expect(await identities()).toBe(before);
  });

  it("takes the identity at once of somebody who was never paid, whose number is free again", async () => {
    const inviter = await join(ledger.service);
    const told = { real_name: "王小藤", id_number: "11010119900307002X", notice_version: "1", now: MATURED };
    const first = await ledger.service.identities.submit({ customer_id: inviter.customer_id, ...told });
    const second = await join(ledger.service);
    expect(await erase(inviter.customer_id)).toMatchObject({ kind: "erased", identity_kept_until: null });
    const again = await ledger.service.identities.submit({ customer_id: second.customer_id, ...told });
    expect([first.kind, again.kind]).toEqual(["recorded", "recorded"]);
  });
});
