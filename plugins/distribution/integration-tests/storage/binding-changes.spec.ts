import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DistributorRow } from "../../src/modules/distribution/referral/people.entity";
import { openTestLedger, type TestLedger } from "../database";
import {
  bind,
  captureOf,
  chain,
  DAY_ONE,
  dayAfter,
  freshId,
  join,
  pendingOf,
  placeOrder,
  publishTwoTiers,
} from "../shop-life";

let ledger: TestLedger;

beforeAll(async () => {
  ledger = await openTestLedger();
  await publishTwoTiers(ledger.service);
});

afterAll(async () => {
  await ledger?.close();
});

const propose = (
  customer_id: string,
  to: DistributorRow | null,
  actor_id = "user_asks",
  now = DAY_ONE,
  service = ledger.service,
) =>
  service.referrals.bindings.propose({
    customer_id,
    to_distributor_id: to?.id ?? null,
    actor_id,
    reason: "线下门店登记有误",
    now,
  });

async function proposed(customer_id: string, to: DistributorRow | null, actor_id?: string, now?: Date) {
  const result = await propose(customer_id, to, actor_id, now);
  if (result.kind === "refused") throw new Error(result.code);
  return result.change.id;
}

const approve = (change_id: string, actor_id = "user_checks", now = DAY_ONE, service = ledger.service) =>
  service.referrals.bindings.approve({ change_id, actor_id, note: null, now });

const inviterOf = async (customer_id: string, now = DAY_ONE) =>
  (await ledger.service.referrals.inviterOfCustomer(customer_id, now))?.distributor.id ?? null;

/** A customer bound to the first of two distributors. */
async function bound() {
  const { service } = ledger;
  const [first, second] = [await join(service), await join(service)];
  const customer_id = freshId("cus");
  await bind(service, customer_id, first);
  return { first, second, customer_id };
}

describe("a manual change", () => {
  it("takes two people, and changes nothing before the second", async () => {
    const { first, second, customer_id } = await bound();
    const id = await proposed(customer_id, second);
    expect(await inviterOf(customer_id)).toBe(first.id);
    expect(await approve(id, "user_asks")).toMatchObject({ kind: "refused", code: "same_person" });
    expect(await approve(id)).toMatchObject({ kind: "approved", change: { state: "approved" } });
    expect(await inviterOf(customer_id)).toBe(second.id);
    expect(await approve(id)).toMatchObject({ code: "change_decided" });
  });

  it("SQL refuses that one person does both, and that a decision is rewritten", async () => {
    const { second, customer_id } = await bound();
    const id = await proposed(customer_id, second);
    const write = (set: string) =>
      ledger.asService.query(`update distribution.binding_change set ${set} where id = $1`, [id]);
    const made = "new_binding_id = (select id from distribution.binding limit 1)";
    const decision = "decided_at = now(), state = 'approved', decided_by =";
    await expect(write(`${made}, ${decision} 'user_asks'`)).rejects.toThrow(/two_people/);
    await expect(write(`${decision} 'user_checks'`)).rejects.toThrow(/carried_out/);
    await approve(id);
    await expect(write("decision_note = '改写'")).rejects.toThrow(/never rewritten/);
    await expect(
      ledger.asOwner.query("update distribution.binding_change set reason = '改写' where id = $1", [id]),
    ).rejects.toThrow(/never rewritten/);
  });

  it("rebinding with an order open changes nothing for it, and pays the new inviter from then on", async () => {
    const { first, second, customer_id } = await bound();
    const { service } = ledger;
    const open = await placeOrder(service, customer_id, [10_000n]);
    await approve(await proposed(customer_id, second));
    await service.intake.ingest([captureOf(open)]);
    expect([await pendingOf(service, first), await pendingOf(service, second)]).toEqual([1_000n, 0n]);
    const later = await placeOrder(service, customer_id, [10_000n]);
    await service.intake.ingest([captureOf(later)]);
    expect([await pendingOf(service, first), await pendingOf(service, second)]).toEqual([1_000n, 1_000n]);
  });

  it("keeps its reason and both people in the audit trail", async () => {
    const { first, second, customer_id } = await bound();
    const id = await proposed(customer_id, second);
    await approve(id);
    const trail = await ledger.asService.query(
      `select actor_id, action, before, after, reason from distribution.audit where subject_id = $1 order by seq`,
      [id],
    );
    expect(trail).toEqual([
      {
        actor_id: "user_asks",
        action: "change_requested",
        before: { customer_id, distributor_id: first.id },
        after: { distributor_id: second.id },
        reason: "线下门店登记有误",
      },
      {
        actor_id: "user_checks",
        action: "change_approved",
        before: { state: "open", customer_id, binding_id: expect.any(String) },
        after: { state: "approved", distributor_id: second.id },
        reason: null,
      },
    ]);
    const made = await ledger.asService.query(
      `select a.actor_id, a.reason from distribution.audit a join distribution.binding b on b.id = a.subject_id
       where b.customer_id = $1 and b.origin = 'change'`,
      [customer_id],
    );
    expect(made).toEqual([{ actor_id: "user_checks", reason: "线下门店登记有误" }]);
  });

  it("says beforehand what it would do, and does not do it", async () => {
    const { first, second, customer_id } = await bound();
    const look = (to: DistributorRow | null) =>
      ledger.service.referrals.bindings.preview({
        customer_id,
        to_distributor_id: to?.id ?? null,
        now: DAY_ONE,
      });
    expect(await look(second)).toMatchObject({
      current: { distributor: { id: first.id } },
      to: { id: second.id },
      refusal: null,
    });
    expect(await look(first)).toMatchObject({ refusal: "same_inviter" });
    expect(await inviterOf(customer_id)).toBe(first.id);
    await proposed(customer_id, second);
    expect(await look(second)).toMatchObject({ refusal: "change_open" });
  });

  it("one is open at a time, a second cools down, and a stale one is refused", async () => {
    const { first, second, customer_id } = await bound();
    const id = await proposed(customer_id, second);
    expect(await propose(customer_id, second)).toMatchObject({ code: "change_open" });
    await approve(id);
    expect(await propose(customer_id, first, "user_asks", dayAfter(29))).toMatchObject({
      code: "changed_recently",
    });
    const again = await proposed(customer_id, first, "user_asks", dayAfter(180));
    const third = await join(ledger.service);
    expect(await bind(ledger.service, customer_id, third, dayAfter(181))).toMatchObject({ kind: "bound" });
    expect(await approve(again, "user_checks", dayAfter(182))).toMatchObject({ code: "binding_changed" });
    const refusal = { change_id: again, actor_id: "user_asks", note: "撤回", now: dayAfter(182) };
    expect(await ledger.service.referrals.bindings.refuse(refusal)).toMatchObject({
      change: { state: "refused" },
    });
  });

  it("makes no loop, however many are approved at once", async () => {
    const { service } = ledger;
    const people = await Promise.all(Array.from({ length: 8 }, () => join(service)));
    const clients = await Promise.all([ledger.anotherService(), ledger.anotherService()]);
    const ids = await Promise.all(
      people.map((person, index) => proposed(person.customer_id, people[(index + 1) % 8] ?? person)),
    );
    const results = await Promise.all(
      ids.map((id, index) => approve(id, "user_checks", DAY_ONE, clients[index % 2])),
    );
    expect(results.filter(({ kind }) => kind === "approved")).toHaveLength(7);
    expect(results.filter(({ kind }) => kind === "refused")).toEqual([
      { kind: "refused", code: "referral_loop", field: "distributor_id" },
    ]);
  });

  it("approved eight times at once is carried out once", async () => {
    const { second, customer_id } = await bound();
    const id = await proposed(customer_id, second);
    const results = await Promise.all(Array.from({ length: 8 }, (_, index) => approve(id, `user_${index}`)));
    expect(results.filter(({ kind }) => kind === "approved")).toHaveLength(1);
    const bindings = await ledger.service.referrals.bindings.list({
      customer_id,
      distributor_id: null,
      limit: 10,
      after: null,
    });
    expect(bindings.map(({ origin, end_reason }) => [origin, end_reason])).toEqual([
      ["change", null],
      ["consent", "changed"],
    ]);
  });
});

describe("a shopper's wish to be unbound", () => {
  it("is decided by the merchant, and leaves the shopper free", async () => {
    const { second, customer_id } = await bound();
    const id = await proposed(customer_id, null, customer_id);
    expect(await ledger.service.referrals.bindings.unbindRequest(customer_id)).toMatchObject({
      state: "open",
    });
    expect(await approve(id)).toMatchObject({ kind: "approved", binding: null });
    expect(await inviterOf(customer_id)).toBeNull();
    expect(await bind(ledger.service, customer_id, second)).toMatchObject({ kind: "bound" });
  });

  it("may be refused with a note, which the shopper reads, and asked again", async () => {
    const { first, customer_id } = await bound();
    const change_id = await proposed(customer_id, null, customer_id);
    const refusal = { change_id, actor_id: "user_checks", note: "推荐关系真实有效", now: DAY_ONE };
    await ledger.service.referrals.bindings.refuse(refusal);
    expect(await ledger.service.referrals.bindings.unbindRequest(customer_id)).toMatchObject({
      state: "refused",
      decision_note: "推荐关系真实有效",
    });
    expect(await inviterOf(customer_id)).toBe(first.id);
    expect(await propose(customer_id, null, customer_id)).toMatchObject({ kind: "proposed" });
  });

  it("needs an inviter, and is not approved by the shopper themselves", async () => {
    const nobody = freshId("cus");
    expect(await propose(nobody, null, nobody)).toMatchObject({ code: "not_bound" });
    const { customer_id } = await bound();
    const id = await proposed(customer_id, null, customer_id);
    expect(await approve(id, customer_id)).toMatchObject({ code: "same_person" });
  });
});

describe("a binding whose time is over", () => {
  /** Ends the customer's binding by time, as a plan with an expiry would have it. */
  async function expireOn(customer_id: string, moment: Date) {
    await ledger.asOwner.query(
      `update distribution.binding set expires_at = $2 where customer_id = $1 and ended_at is null`,
      [customer_id, moment],
    );
  }

  it("earns nothing from that second on, whether or not anybody tidied up", async () => {
    const { service } = ledger;
    const [top, middle, buyer] = await chain(service, 3);
    if (!top || !middle || !buyer) throw new Error("no chain");
    await expireOn(middle.customer_id, dayAfter(200));
    const order = async (now: Date) => {
      const order_id = freshId("order");
      const lines = [{ order_line_id: freshId("ordli"), base_fen: 10_000n }];
      const { customer_id } = buyer;
      await service.intake.freezeOrder(
        { order_id, display_id: 1, customer_id, currency_code: "cny", total_fen: 10_000n, lines },
        now,
      );
      return (await service.intake.orderCommissions(order_id))?.rows.map(
        ({ distributor_id }) => distributor_id,
      );
    };
    expect(await order(dayAfter(199))).toEqual([middle.id, top.id]);
    expect(await order(dayAfter(200))).toEqual([middle.id]);
    expect(await inviterOf(middle.customer_id, dayAfter(200))).toBeNull();
  });

  it("closes no loop: whom it connected before may be invited by the other, tidied up or not", async () => {
    const { service } = ledger;
    const [top, middle, below] = await chain(service, 3);
    if (!top || !middle || !below) throw new Error("no chain");
    await expireOn(middle.customer_id, dayAfter(200));
    const looped = { kind: "refused", code: "referral_loop" };
    expect(await bind(service, top.customer_id, below, dayAfter(199))).toMatchObject(looped);
    expect(await bind(service, top.customer_id, below, dayAfter(200))).toMatchObject({ kind: "bound" });
    expect(await inviterOf(middle.customer_id, dayAfter(200))).toBeNull();
  });

  it("gives way to the last touch, the same inviter's too", async () => {
    const { service } = ledger;
    const { first, second, customer_id } = await bound();
    await expireOn(customer_id, dayAfter(200));
    expect(await bind(service, customer_id, first, dayAfter(199))).toMatchObject({
      kind: "already_bound_here",
    });
    expect(await bind(service, customer_id, first, dayAfter(200))).toMatchObject({ kind: "bound" });
    await expireOn(customer_id, dayAfter(400));
    expect(await bind(service, customer_id, second, dayAfter(400))).toMatchObject({ kind: "bound" });
    const rows = await service.referrals.bindings.list({
      customer_id,
      distributor_id: null,
      limit: 9,
      after: null,
    });
    expect(rows.map(({ end_reason }) => end_reason)).toEqual([null, "expired", "expired"]);
  });

  it("is ended by the job in batches, each in the audit trail", async () => {
    const { service } = ledger;
    const people = [await bound(), await bound(), await bound()];
    for (const { customer_id } of people) await expireOn(customer_id, dayAfter(500));
    await service.referrals.bindings.expire({ now: dayAfter(499), limit: 100 });
    expect(await service.referrals.bindings.expire({ now: dayAfter(500), limit: 2 })).toBe(2);
    expect(await service.referrals.bindings.expire({ now: dayAfter(500), limit: 2 })).toBe(1);
    expect(await service.referrals.bindings.expire({ now: dayAfter(500), limit: 2 })).toBe(0);
    const [row] = await ledger.asService.query<{ count: number }[]>(
      `select count(*)::int from distribution.audit where action = 'binding_expired' and before->>'customer_id' = any ($1)`,
      [people.map(({ customer_id }) => customer_id)],
    );
    expect(row?.count).toBe(3);
  });
});
