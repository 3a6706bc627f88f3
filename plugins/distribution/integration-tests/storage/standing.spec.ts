import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { StatusAct } from "../../src/domain/referral/distributor-status";
import type { ProcessedMoney } from "../../src/modules/distribution/intake/intake-store";
import type { DistributorRow } from "../../src/modules/distribution/referral/people.entity";
import { openTestLedger, type TestLedger } from "../database";
import {
  balancesOf,
  bind,
  captureOf,
  chain,
  DAY_ONE,
  freshId,
  join,
  matureAll,
  pendingOf,
  placeOrder,
  publishTwoTiers,
  receiptOf,
  refundOf,
  share,
} from "../shop-life";

let ledger: TestLedger;

beforeAll(async () => {
  ledger = await openTestLedger();
  await publishTwoTiers(ledger.service);
});

afterAll(async () => {
  await ledger?.close();
});

const decide = (distributor: DistributorRow, act: StatusAct, reason: string | null = "多次退款") =>
  ledger.service.referrals.distributors.changeStatus({
    distributor_id: distributor.id,
    act,
    actor_id: "user_owner",
    reason,
    now: DAY_ONE,
  });

const earnersOf = async (order_id: string) =>
  (await ledger.service.intake.orderCommissions(order_id))?.rows.map(({ tier, distributor_id }) => [
    tier,
    distributor_id,
  ]);

describe("a decision about a distributor", () => {
  it("keeps who, when and why, before and after, in the audit trail", async () => {
    const person = await join(ledger.service);
    expect(await decide(person, "freeze")).toMatchObject({
      kind: "changed",
      distributor: { status: "frozen", status_cause: "frozen", status_reason: "多次退款" },
    });
    expect(await decide(person, "unfreeze", "核实无误")).toMatchObject({ distributor: { status: "active" } });
    const [latest, earlier] = await ledger.service.referrals.distributors.decisions(person.id);
    expect(latest).toMatchObject({
      actor_id: "user_owner",
      action: "distributor_unfrozen",
      before: { status: "frozen", reason: "多次退款" },
      after: { status: "active", reason: "核实无误" },
      reason: "核实无误",
    });
    expect(earlier).toMatchObject({ action: "distributor_frozen", before: { status: "active" } });
  });

  it("needs a reason, a known person, and a status that allows it", async () => {
    const person = await join(ledger.service);
    expect(await decide(person, "freeze", " ")).toMatchObject({ code: "reason_missing" });
    expect(await decide({ ...person, id: "dist_none" }, "freeze")).toMatchObject({
      code: "distributor_not_found",
    });
    expect(await decide(person, "approve")).toMatchObject({ code: "status_changed" });
    expect(await decide(person, "close")).toMatchObject({ distributor: { status: "closed" } });
    for (const act of ["unfreeze", "approve", "freeze", "close"] as const) {
      expect(await decide(person, act)).toMatchObject({ code: "status_changed" });
    }
  });

  it("is taken once by eight who freeze at the same time", async () => {
    const person = await join(ledger.service);
    const results = await Promise.all(Array.from({ length: 8 }, () => decide(person, "freeze")));
    expect(results.filter(({ kind }) => kind === "changed")).toHaveLength(1);
    expect(await ledger.service.referrals.distributors.decisions(person.id)).toHaveLength(2);
  });

  it("SQL refuses the ways that the rules refuse, and a freeze without a reason", async () => {
    const person = await join(ledger.service);
    const change = (set: string) =>
      ledger.asService.query(`update distribution.distributor set ${set} where id = $1`, [person.id]);
    await expect(change("status = 'applied', status_cause = 'applied'")).rejects.toThrow(/cannot become/);
    await expect(change("status = 'frozen', status_cause = 'frozen'")).rejects.toThrow(/reason_of_cause/);
    await expect(change("status = 'frozen'")).rejects.toThrow(/cause_of_status/);
    await decide(person, "close");
    await expect(change("status = 'active', status_cause = 'approved'")).rejects.toThrow(/cannot become/);
    await expect(
      ledger.asOwner.query("delete from distribution.distributor where id = $1", [person.id]),
    ).rejects.toThrow(/is refused/);
  });
});

describe("a frozen distributor", () => {
  it("earns nothing on new orders, nobody moves up, and keeps what was frozen before", async () => {
    const { service } = ledger;
    const [top, middle, buyer] = await chain(service, 3);
    if (!top || !middle || !buyer) throw new Error("no chain");
    const before = await placeOrder(service, buyer.customer_id, [10_000n]);
    await decide(middle, "freeze");
    const during = await placeOrder(service, buyer.customer_id, [10_000n]);
    await decide(middle, "unfreeze");
    const after = await placeOrder(service, buyer.customer_id, [10_000n]);
    const both = [
      [1, middle.id],
      [2, top.id],
    ];
    expect(await earnersOf(before.order_id)).toEqual(both);
    expect(await earnersOf(during.order_id)).toEqual([[2, top.id]]);
    expect(await earnersOf(after.order_id)).toEqual(both);
  });

  it("shares nothing and binds nobody, even by a token from before", async () => {
    const { service } = ledger;
    const person = await join(service);
    const share_token = await share(service, person);
    await decide(person, "freeze");
    const { customer_id } = person;
    expect(
      await service.referrals.issueShareToken({ customer_id, target: { type: "shop" }, now: DAY_ONE }),
    ).toMatchObject({
      code: "not_a_distributor",
    });
    const friend = { customer_id: freshId("cus"), share_token, now: DAY_ONE };
    expect(await service.referrals.bind(friend)).toMatchObject({ code: "share_token_unknown" });
    await decide(person, "unfreeze");
    expect(await bind(service, freshId("cus"), person)).toMatchObject({ kind: "bound" });
  });
});

describe("the merchant's list", () => {
  it("filters by status and name, and finds one by id", async () => {
    const { service } = ledger;
    const person = await join(service);
    await decide(person, "freeze");
    const wanted = { limit: 100, after: null, search: null, status: null, grade: null };
    const frozen = await service.referrals.distributors.list({ ...wanted, status: "frozen" });
    expect(frozen.map(({ id }) => id)).toContain(person.id);
    expect(frozen.every(({ status }) => status === "frozen")).toBe(true);
    const byId = await service.referrals.distributors.list({ ...wanted, search: person.id });
    expect(byId.map(({ id }) => id)).toEqual([person.id]);
    expect(await service.referrals.distributors.find(person.id)).toMatchObject({ status_reason: "多次退款" });
    expect(await service.referrals.distributors.find("dist_none")).toBeNull();
  });
});

describe("whoever is closed when the money of an order comes", () => {
  const settle = (...money: ProcessedMoney[]) => ledger.service.intake.ingest(money);

  it("earns nothing of it, and nobody else takes it", async () => {
    const [top, inviter, buyer] = await chain(ledger.service, 3);
    if (!top || !inviter || !buyer) throw new Error("the chain is short");
    const order = await placeOrder(ledger.service, buyer.customer_id, [10_000n, 5_000n]);
    await decide(inviter, "close");
    await settle(captureOf(order));
    await settle(captureOf(order), refundOf(order, 3_000n));
    expect(await pendingOf(ledger.service, inviter)).toBe(0n);
    expect(await pendingOf(ledger.service, top)).toBe(360n);
    const commissions = await ledger.service.intake.orderCommissions(order.order_id);
    expect(
      commissions?.rows.map(({ tier, state, not_accrued_reason }) => [tier, state, not_accrued_reason]),
    ).toEqual([
      [1, "not_accrued", "account_closed"],
      [2, "pending", null],
      [1, "not_accrued", "account_closed"],
      [2, "pending", null],
    ]);
  });

  it("keeps what accrued before: it matures, and a refund takes it back", async () => {
    const [inviter, buyer] = await chain(ledger.service, 2);
    if (!inviter || !buyer) throw new Error("the chain is short");
    const order = await placeOrder(ledger.service, buyer.customer_id, [10_000n]);
    await settle(captureOf(order));
    await decide(inviter, "close");
    await ledger.service.intake.recordReceipts([receiptOf(order)]);
    await matureAll(ledger.service);
    expect(await balancesOf(ledger.service, inviter)).toMatchObject({ available_fen: 1_000n });
    await settle(refundOf(order, 5_000n));
    expect(await balancesOf(ledger.service, inviter)).toMatchObject({ available_fen: 500n });
  });

  it("comes before or after the money, whoever is first of both at once", async () => {
    const chains = await Promise.all(Array.from({ length: 6 }, () => chain(ledger.service, 2)));
    for (const [inviter, buyer] of chains) {
      if (!inviter || !buyer) throw new Error("the chain is short");
      const order = await placeOrder(ledger.service, buyer.customer_id, [10_000n]);
      await Promise.all([settle(captureOf(order)), decide(inviter, "close")]);
      const rows = (await ledger.service.intake.orderCommissions(order.order_id))?.rows ?? [];
      const [{ posted_before }] = await ledger.asOwner.query(
        `select count(*)::int as posted_before from distribution.transfer where source = $1`,
        [order.lines[0]],
      );
      expect(rows.map(({ state }) => state)).toEqual([posted_before ? "pending" : "not_accrued"]);
    }
  });

  it("is refused by the database as a reason without being closed, and beside an accrual", async () => {
    const [inviter, buyer] = await chain(ledger.service, 2);
    if (!inviter || !buyer) throw new Error("the chain is short");
    const order = await placeOrder(ledger.service, buyer.customer_id, [10_000n]);
    const forgo = (reason: string) =>
      ledger.asService.query(
        `insert into distribution.forgone (order_line_id, tier, order_id, distributor_no, reason)
         values ($1, 1, $2, $3, $4)`,
        [order.lines[0], order.order_id, String(inviter.account_no), reason],
      );
    await expect(forgo("account_closed")).rejects.toThrow(/forgone/);
    await expect(forgo("paid_by_earner")).rejects.toThrow(/forgone/);
    await settle(captureOf(order));
    await decide(inviter, "close");
    await expect(forgo("account_closed")).rejects.toThrow(/it has accrued/);
  });
});
