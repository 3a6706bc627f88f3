import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestLedger, type TestLedger } from "../database";
import {
  bind,
  captureOf,
  chain,
  DAY_ONE,
  freshId,
  join,
  pendingOf,
  placeOrder,
  publishTwoTiers,
  refundOf,
  share,
  twoTiers,
} from "../shop-life";

let ledger: TestLedger;

beforeAll(async () => {
  ledger = await openTestLedger();
  await publishTwoTiers(ledger.service);
});

afterAll(async () => {
  await ledger?.close();
});

/** A buyer with two tiers above. */
async function people() {
  const [top, inviter, buyer] = await chain(ledger.service, 3);
  if (!top || !inviter || !buyer) throw new Error("the chain is short");
  return { top, inviter, buyer };
}

const later = (days: number) => new Date(DAY_ONE.getTime() + days * 86_400_000);

/** Mistakes that other malls made; the numbers are those of the project's list. */
describe("regressions", () => {
  it("3: a rebinding between order and payment changes nothing for that order", async () => {
    const { service } = ledger;
    const { inviter, buyer } = await people();
    const order = await placeOrder(service, buyer.customer_id, [10_000n]);
    const other = await join(service);
    expect(await bind(service, buyer.customer_id, other, later(200))).toMatchObject({ kind: "bound" });
    await service.intake.ingest([captureOf(order)]);
    expect(await pendingOf(service, inviter)).toBe(1_000n);
    expect(await pendingOf(service, other)).toBe(0n);
  });

  it("4: a refund of ¥1 does not cancel the line's whole commission", async () => {
    const { service } = ledger;
    const { inviter, buyer } = await people();
    const order = await placeOrder(service, buyer.customer_id, [19_900n]);
    await service.intake.ingest([captureOf(order), refundOf(order, 100n)]);
    expect(await pendingOf(service, inviter)).toBe(1_990n - 10n);
  });

  it("6: freight earns nothing, and a quantity is not multiplied twice", async () => {
    const { service } = ledger;
    const { inviter, buyer } = await people();
    const order = await placeOrder(service, buyer.customer_id, [3n * 1_999n], 800n);
    await service.intake.ingest([captureOf(order)]);
    expect(await pendingOf(service, inviter)).toBe(599n);
  });

  it("7: ten equal captures and ten equal refunds count once", async () => {
    const { service } = ledger;
    const { inviter, buyer } = await people();
    const order = await placeOrder(service, buyer.customer_id, [10_000n]);
    const refund = refundOf(order, 2_500n);
    for (let index = 0; index < 10; index++) await service.intake.ingest([captureOf(order), refund]);
    await Promise.all(Array.from({ length: 10 }, () => service.intake.ingest([captureOf(order), refund])));
    expect(await pendingOf(service, inviter)).toBe(750n);
  });

  it("8 and 17: a loop is found in one walk under a lock, however long the chain, and no path is text", async () => {
    const { service } = ledger;
    const long = await chain(service, 60);
    const [first] = long;
    const last = long.at(-1);
    if (!first || !last) throw new Error("the chain is short");
    expect(await bind(service, first.customer_id, last)).toMatchObject({ code: "referral_loop" });
  });

  it("12: every tier is clawed back, on every line of a refund", async () => {
    const { service } = ledger;
    const { top, inviter, buyer } = await people();
    const order = await placeOrder(service, buyer.customer_id, [6_000n, 4_000n]);
    await service.intake.ingest([captureOf(order)]);
    await service.intake.ingest([refundOf(order, 5_000n)]);
    expect(await pendingOf(service, inviter)).toBe(500n);
    expect(await pendingOf(service, top)).toBe(150n);
  });

  it("14: an intake that fails leaves nothing half done, and finds everything again", async () => {
    const { service } = ledger;
    const { inviter, buyer } = await people();
    const order = await placeOrder(service, buyer.customer_id, [10_000n]);
    const blocker = ledger.asOwner.createQueryRunner();
    await blocker.startTransaction();
    await blocker.query(`lock table distribution.transfer in access exclusive mode`);
    const settling = service.intake.ingest([captureOf(order)]);
    const outcome = settling.then(
      () => "settled",
      () => "failed",
    );
    await ledger.asService.query(`select pg_sleep(0.3)`);
    await blocker.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock' and pid <> pg_backend_pid()`,
    );
    expect(await outcome).toBe("failed");
    await blocker.commitTransaction();
    await blocker.release();
    const half = await ledger.asService.query(`select 1 from distribution.processed where order_id = $1`, [
      order.order_id,
    ]);
    expect(half).toEqual([]);
    await service.intake.ingest([captureOf(order)]);
    expect(await pendingOf(service, inviter)).toBe(1_000n);
  });

  it("15: 7.5 % pays 7.5 %", async () => {
    const { service } = ledger;
    const { buyer, inviter } = await people();
    const draft = { ...twoTiers, name: "七点五", tiers: [{ tier: 1, rate_bps: 750 }] };
    await service.plans.publish({ actor_id: "user_owner", draft, now: DAY_ONE });
    const order = await placeOrder(service, buyer.customer_id, [10_000n]);
    await service.intake.ingest([captureOf(order)]);
    expect(await pendingOf(service, inviter)).toBe(750n);
    await publishTwoTiers(service);
  });

  it("18: a new plan between order and payment changes nothing for that order", async () => {
    const { service } = ledger;
    const { inviter, buyer } = await people();
    const order = await placeOrder(service, buyer.customer_id, [10_000n]);
    const draft = { ...twoTiers, name: "新方案", tiers: [{ tier: 1, rate_bps: 5_000 }] };
    await service.plans.publish({ actor_id: "user_owner", draft, now: DAY_ONE });
    await service.intake.ingest([captureOf(order)]);
    expect(await pendingOf(service, inviter)).toBe(1_000n);
    await publishTwoTiers(service);
  });

  it("19: a share link carries no id, and a made-up one binds nobody", async () => {
    const { service } = ledger;
    const inviter = await join(service);
    const token = await share(service, inviter);
    for (const id of [inviter.id, inviter.customer_id, String(inviter.account_no)]) {
      expect(token).not.toContain(id);
      const attempt = { customer_id: freshId("cus"), share_token: id, now: DAY_ONE };
      expect(await service.referrals.bind(attempt)).toMatchObject({ code: "share_token_unknown" });
    }
  });

  it("20: a distributor's list holds their own orders only", async () => {
    const { service } = ledger;
    const { inviter, buyer } = await people();
    const stranger = await join(service);
    await service.intake.ingest([captureOf(await placeOrder(service, buyer.customer_id, [10_000n]))]);
    const of = (account_no: bigint) =>
      service.intake.listOrders({ distributor_no: account_no, state: null, limit: 10, after: null });
    expect(await of(inviter.account_no)).toHaveLength(1);
    expect(await of(stranger.account_no)).toEqual([]);
  });
});
