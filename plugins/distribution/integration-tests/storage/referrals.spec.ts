import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestLedger, type TestLedger } from "../database";
import {
  bind,
  captureOf,
  chain,
  DAY_ONE,
  freshId,
  join,
  oneTier,
  placeOrder,
  share,
  twoTiers,
} from "../shop-life";

let ledger: TestLedger;

beforeAll(async () => {
  ledger = await openTestLedger();
});

afterAll(async () => {
  await ledger?.close();
});

const later = (days: number) => new Date(DAY_ONE.getTime() + days * 86_400_000);

describe("plans", () => {
  const publish = (draft: typeof twoTiers) =>
    ledger.service.plans.publish({ actor_id: "user_owner", draft, now: DAY_ONE });

  it("nobody can join before the first is published", async () => {
    const result = await ledger.service.referrals.join({
      customer_id: freshId("cus"),
      agreement_version: "2026-03",
      now: DAY_ONE,
    });
    expect(result).toMatchObject({ code: "joining_closed" });
  });

  it("A→B→C under the default pays B only: the second tier needs the acknowledgement", async () => {
    expect(await publish(twoTiers)).toMatchObject({ code: "tier_two_not_acknowledged" });
    expect(await publish(oneTier)).toMatchObject({ kind: "published", plan: { version: 1 } });
    const [, b, c] = await chain(ledger.service, 3);
    const order = await placeOrder(ledger.service, c?.customer_id ?? "", [10_000n]);
    const commissions = await ledger.service.intake.orderCommissions(order.order_id);
    expect(commissions?.rows.map(({ distributor_id }) => distributor_id)).toEqual([b?.id]);
  });

  it("SQL refuses the second tier without the acknowledgement too", async () => {
    await expect(
      ledger.asService.query(
        `insert into distribution.plan_tier (plan_id, tier, rate_bps) select id, 2, 300 from distribution.plan`,
      ),
    ).rejects.toThrow(/tier 2 is above the 1 tiers/);
  });

  it("an acknowledgement is kept once, in the merchant's words", async () => {
    const say = (statement: string) =>
      ledger.service.plans.acknowledge({
        topic: "tier_two",
        actor_id: "user_owner",
        statement,
        now: DAY_ONE,
      });
    expect(await say(" ")).toMatchObject({ code: "statement_missing" });
    const first = await say("本店了解。");
    expect(await say("再说一次。")).toEqual(first);
    const kept = await ledger.asService.query(`select statement from distribution.acknowledgement`);
    expect(kept).toEqual([{ statement: "本店了解。" }]);
  });

  it("versions count up, the same draft publishes nothing, and a published plan never changes", async () => {
    const [a, b] = await Promise.all([publish(twoTiers), publish(twoTiers)]);
    expect(a).toMatchObject({ kind: "published", plan: { version: 2 } });
    expect(b).toEqual(a);
    const change = (sql: string) => ledger.asOwner.query(sql);
    await expect(change(`update distribution.plan set holding_days = 0`)).rejects.toThrow(/is refused/);
    await expect(change(`delete from distribution.plan_tier`)).rejects.toThrow(/is refused/);
  });

  it("a third tier is refused", async () => {
    const tiers = [...twoTiers.tiers, { tier: 3, rate_bps: 100 }];
    expect(await publish({ ...twoTiers, tiers })).toMatchObject({ code: "tier_not_allowed" });
  });
});

describe("distributors", () => {
  it("join once, however often and quickly they ask", async () => {
    const customer_id = freshId("cus");
    const people = await Promise.all(Array.from({ length: 8 }, () => join(ledger.service, customer_id)));
    expect(new Set(people.map(({ id }) => id)).size).toBe(1);
  });

  it("100 sign-ups without an order earn nothing", async () => {
    const { service } = ledger;
    const inviter = await join(service);
    const token = await share(service, inviter);
    for (let index = 0; index < 100; index++) {
      await service.referrals.bind({ customer_id: freshId("cus"), share_token: token, now: DAY_ONE });
    }
    const earnings = (await service.ledger.earnings([inviter.account_no])).get(inviter.account_no);
    expect(earnings).toMatchObject({ pending_fen: 0n, available_fen: 0n, earned_fen: 0n });
  });
});

describe("share tokens", () => {
  it("are 16 URL-safe characters that say nothing, and expire", async () => {
    const { service } = ledger;
    const inviter = await join(service);
    const token = await share(service, inviter);
    expect(token).toMatch(/^[A-Za-z0-9_-]{16}$/);
    const customer_id = freshId("cus");
    const tooLate = { customer_id, share_token: token, now: later(181) };
    expect(await service.referrals.bind(tooLate)).toMatchObject({ code: "share_token_unknown" });
    expect(await service.referrals.previewBinding({ ...tooLate, now: later(179) })).toMatchObject({
      outcome: "can_bind",
    });
  });

  it("issued twice within the hour are one", async () => {
    const inviter = await join(ledger.service);
    const first = await share(ledger.service, inviter);
    expect(await share(ledger.service, inviter)).toBe(first);
    expect(await share(ledger.service, inviter, later(1))).not.toBe(first);
  });

  it("a scan of tokens hits none", async () => {
    const guesses = Array.from({ length: 50 }, (_, index) => index.toString(36).padStart(16, "A"));
    for (const share_token of guesses) {
      const preview = await ledger.service.referrals.previewBinding({
        customer_id: "cus_x",
        share_token,
        now: DAY_ONE,
      });
      expect(preview).toMatchObject({ kind: "refused", code: "share_token_unknown" });
    }
  });
});

describe("bindings", () => {
  it("previewing binds nobody", async () => {
    const { service } = ledger;
    const customer_id = freshId("cus");
    const share_token = await share(service, await join(service));
    await service.referrals.previewBinding({ customer_id, share_token, now: DAY_ONE });
    expect(await service.referrals.inviterOfCustomer(customer_id, DAY_ONE)).toBeNull();
  });

  it("the first locks for the protection days and is replaced only by a new consent", async () => {
    const { service } = ledger;
    const customer_id = freshId("cus");
    const [first, second] = [await join(service), await join(service)];
    await bind(service, customer_id, first);
    expect(await bind(service, customer_id, second, later(179))).toMatchObject({ code: "already_bound" });
    expect((await service.referrals.inviterOfCustomer(customer_id, DAY_ONE))?.distributor.id).toBe(first.id);
    expect(await bind(service, customer_id, second, later(180))).toMatchObject({ kind: "bound" });
    expect((await service.referrals.inviterOfCustomer(customer_id, DAY_ONE))?.distributor.id).toBe(second.id);
    const rows = await ledger.asService.query(
      `select end_reason from distribution.binding where customer_id = $1 order by bound_at`,
      [customer_id],
    );
    expect(rows).toEqual([{ end_reason: "replaced" }, { end_reason: null }]);
  });

  it("one of eight consents at once wins, and each decision is in the audit trail", async () => {
    const { service } = ledger;
    const customer_id = freshId("cus");
    const inviters = await Promise.all(Array.from({ length: 8 }, () => join(service)));
    const results = await Promise.all(inviters.map((inviter) => bind(service, customer_id, inviter)));
    expect(results.filter(({ kind }) => kind === "bound")).toHaveLength(1);
    const trail = await ledger.asService.query(
      `select action, reason from distribution.audit where actor_id = $1`,
      [customer_id],
    );
    expect(trail).toEqual([{ action: "bound", reason: "consent" }]);
  });

  it("a ring of eight bound at once stays open", async () => {
    const { service } = ledger;
    const people = await Promise.all(Array.from({ length: 8 }, () => join(service)));
    const clients = await Promise.all([ledger.anotherService(), ledger.anotherService()]);
    const results = await Promise.all(
      people.map((person, index) => {
        const next = people[(index + 1) % people.length] ?? person;
        return bind(clients[index % 2] ?? service, person.customer_id, next);
      }),
    );
    const refusals = results.filter(({ kind }) => kind === "refused");
    expect(refusals).toEqual([{ kind: "refused", code: "referral_loop" }]);
  });

  it("self-referral is refused", async () => {
    const person = await join(ledger.service);
    expect(await bind(ledger.service, person.customer_id, person)).toMatchObject({ code: "self_referral" });
  });
});

describe("a plan for new customers whose bindings last 30 days", () => {
  it("binds nobody who has paid before, and lets bindings expire", async () => {
    const { service } = ledger;
    const [inviter, known, fresh] = [await join(service), freshId("cus"), freshId("cus")];
    const order = await placeOrder(service, known, [1_000n]);
    const binding = {
      protection_days: 7,
      expires_after_days: 30,
      customers: "new",
      self_purchase: "none",
    } as const;
    const published = await service.plans.publish({
      actor_id: "user_owner",
      draft: { ...oneTier, binding },
      now: DAY_ONE,
    });
    expect(published).toMatchObject({ kind: "published" });
    const share_token = await share(service, inviter);
    const look = (customer_id: string) =>
      service.referrals.previewBinding({ customer_id, share_token, now: DAY_ONE });
    expect(await look(known)).toMatchObject({ outcome: "can_bind" });
    await service.intake.ingest([captureOf(order)]);
    expect(await look(known)).toMatchObject({ outcome: "not_eligible" });
    expect(await bind(service, known, inviter)).toMatchObject({ code: "not_new_customer" });
    const elsewhere = { customer_id: fresh, share_token, has_bought: true, now: DAY_ONE };
    expect(await service.referrals.bind(elsewhere)).toMatchObject({ code: "not_new_customer" });
    expect(await bind(service, fresh, inviter)).toMatchObject({
      kind: "bound",
      binding: { protected_until: later(7), expires_at: later(30) },
    });
    expect(await service.referrals.inviterOfCustomer(fresh, later(30))).toBeNull();
  });
});
