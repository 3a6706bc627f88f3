import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JoiningMode } from "../../src/domain/plan/plan-shape";
import { openTestLedger, type TestLedger } from "../database";
import { captureOf, DAY_ONE, dayAfter, freshId, oneTier, placeOrder, share } from "../shop-life";

let ledger: TestLedger;
let version = 0;

beforeAll(async () => {
  ledger = await openTestLedger();
});

afterAll(async () => {
  await ledger?.close();
});

/** Publishes a plan with a way of joining and, each time, a new agreement. @returns the agreement's version */
async function openBy(joining_mode: JoiningMode): Promise<string> {
  const agreement = { ...oneTier.agreement, version: `v${++version}` };
  const result = await ledger.service.plans.publish({
    actor_id: "user_owner",
    draft: { ...oneTier, joining_mode, agreement },
    now: DAY_ONE,
  });
  if (result.kind === "refused") throw new Error(result.code);
  return agreement.version;
}

const ask = (customer_id: string, agreement_version: string, more: object = {}) =>
  ledger.service.referrals.join({ customer_id, agreement_version, now: DAY_ONE, ...more });

const decide = (distributor_id: string, act: "approve" | "refuse", reason: string | null = null) =>
  ledger.service.referrals.distributors.changeStatus({
    distributor_id,
    act,
    actor_id: "user_owner",
    reason,
    now: DAY_ONE,
  });

async function joined(customer_id: string, agreement: string, more: object = {}) {
  const result = await ask(customer_id, agreement, more);
  if (result.kind === "refused") throw new Error(result.code);
  return result.distributor;
}

describe("joining after a purchase", () => {
  it("without the logged acknowledgement cannot be published", async () => {
    await expect(openBy("after_purchase")).rejects.toThrow("after_purchase_not_acknowledged");
  });

  it("waits for a paid order, of any amount and any product", async () => {
    await ledger.service.plans.acknowledge({
      topic: "after_purchase",
      actor_id: "user_owner",
      statement: "本店了解以购买为加入条件的合规要求。",
      now: DAY_ONE,
    });
    const agreement = await openBy("after_purchase");
    const customer_id = freshId("cus");
    expect(await ask(customer_id, agreement)).toMatchObject({ code: "purchase_required" });
    const order = await placeOrder(ledger.service, customer_id, [1n]);
    expect(await ask(customer_id, agreement)).toMatchObject({ code: "purchase_required" });
    await ledger.service.intake.ingest([captureOf(order)]);
    expect(await ask(customer_id, agreement)).toMatchObject({
      kind: "joined",
      distributor: { status: "active" },
    });
    expect(await ask(freshId("cus"), agreement, { has_bought: true })).toMatchObject({ kind: "joined" });
  });
});

describe("joining by review", () => {
  it("waits, is refused with a reason that is read, and may be asked for again", async () => {
    const agreement = await openBy("review");
    const customer_id = freshId("cus");
    const applicant = await joined(customer_id, agreement);
    expect(applicant).toMatchObject({ status: "applied", status_cause: "applied" });
    expect(await ask(customer_id, agreement)).toMatchObject({ kind: "already_joined" });
    await expect(share(ledger.service, applicant)).rejects.toThrow("not_a_distributor");
    await decide(applicant.id, "refuse", "资料不完整");
    expect(await ledger.service.referrals.distributorOfCustomer(customer_id)).toMatchObject({
      status: "closed",
      status_cause: "refused",
      status_reason: "资料不完整",
    });
    expect(await ask(customer_id, agreement)).toMatchObject({
      kind: "applied",
      distributor: { id: applicant.id, status: "applied", status_reason: null },
    });
    await decide(applicant.id, "approve");
    expect(await ledger.service.referrals.distributorOfCustomer(customer_id)).toMatchObject({
      status: "active",
    });
    const trail = await ledger.service.referrals.distributors.decisions(applicant.id);
    expect(trail.map(({ action }) => action)).toEqual([
      "distributor_approved",
      "distributor_applied",
      "distributor_refused",
      "distributor_applied",
    ]);
  });
});

describe("joining by invitation", () => {
  async function invitation(): Promise<{ code: string; agreement: string }> {
    const agreement = await openBy("invitation");
    const result = await ledger.service.referrals.joining.invite({
      issuer: { user_id: "user_owner" },
      note: "展会",
      now: DAY_ONE,
    });
    if (result.kind === "refused") throw new Error(result.code);
    return { code: result.invitation.code, agreement };
  }

  it("opens the door once, to one of eight who come at the same time", async () => {
    const { code, agreement } = await invitation();
    const results = await Promise.all(
      Array.from({ length: 8 }, () => ask(freshId("cus"), agreement, { invitation_code: code })),
    );
    expect(results.filter(({ kind }) => kind === "joined")).toHaveLength(1);
    expect(results.filter(({ kind }) => kind === "refused")).toEqual(
      Array.from({ length: 7 }, () => ({
        kind: "refused",
        code: "invitation_required",
        field: "invitation_code",
      })),
    );
    await expect(
      ledger.asService.query(
        "update distribution.invitation set used_at = null, used_by = null where code = $1",
        [code],
      ),
    ).rejects.toThrow(/used or revoked once/);
  });

  it("needs a good one: not unknown, expired or revoked", async () => {
    const { code, agreement } = await invitation();
    const tooLate = { invitation_code: code, now: dayAfter(7) };
    expect(await ask(freshId("cus"), agreement, tooLate)).toMatchObject({ code: "invitation_required" });
    expect(await ask(freshId("cus"), agreement, { invitation_code: "A".repeat(16) })).toMatchObject({
      code: "invitation_required",
    });
    const revoke = () =>
      ledger.service.referrals.joining.revokeInvitation({ code, actor_id: "user_owner", now: DAY_ONE });
    expect(await revoke()).toEqual({ kind: "revoked" });
    expect(await revoke()).toMatchObject({ code: "invitation_spent" });
    expect(await ask(freshId("cus"), agreement, { invitation_code: code })).toMatchObject({
      code: "invitation_required",
    });
  });

  it("by a distributor is bounded however many are asked for at once, binds nobody, and leaves no code in the audit trail", async () => {
    const { code, agreement } = await invitation();
    const issuer = await joined(freshId("cus"), agreement, { invitation_code: code });
    const { customer_id } = issuer;
    const results = await Promise.all(
      Array.from({ length: 24 }, () =>
        ledger.service.referrals.joining.invite({ issuer: { customer_id }, note: null, now: DAY_ONE }),
      ),
    );
    const issued = results.flatMap((result) => (result.kind === "issued" ? [result.invitation.code] : []));
    expect(issued).toHaveLength(20);
    expect(results.filter(({ kind }) => kind === "refused")[0]).toMatchObject({
      code: "too_many_invitations",
    });
    const guest = await joined(freshId("cus"), agreement, { invitation_code: issued[0] });
    expect(await ledger.service.referrals.inviterOfCustomer(guest.customer_id, DAY_ONE)).toBeNull();
    const trail = await ledger.asService.query<{ text: string }[]>(
      `select a::text as text from distribution.audit a where action like 'invitation%'`,
    );
    expect(trail.length).toBeGreaterThanOrEqual(20);
    expect(trail.filter(({ text }) => issued.some((known) => text.includes(known)))).toEqual([]);
  });

  it("is not issued while the plan asks for none", async () => {
    await openBy("free");
    const result = await ledger.service.referrals.joining.invite({
      issuer: { user_id: "u" },
      note: null,
      now: DAY_ONE,
    });
    expect(result).toMatchObject({ code: "invitations_closed" });
  });
});

describe("an agreement", () => {
  it("that is new is accepted before sharing goes on, and every acceptance is kept", async () => {
    const first = await openBy("free");
    const customer_id = freshId("cus");
    const person = await joined(customer_id, first);
    await share(ledger.service, person);
    const second = await openBy("free");
    await expect(share(ledger.service, person, dayAfter(1))).rejects.toThrow("agreement_outdated");
    const accept = (agreement_version: string) =>
      ledger.service.referrals.joining.acceptAgreement({ customer_id, agreement_version, now: dayAfter(1) });
    expect(await accept(first)).toMatchObject({ code: "agreement_outdated" });
    expect(await accept(second)).toMatchObject({ kind: "accepted" });
    expect(await accept(second)).toMatchObject({ kind: "accepted" });
    await share(ledger.service, person, dayAfter(1));
    const kept = await ledger.asService.query(
      `select agreement_version, accepted_at from distribution.agreement_acceptance where distributor_id = $1
       order by accepted_at`,
      [person.id],
    );
    expect(kept).toEqual([
      { agreement_version: first, accepted_at: DAY_ONE },
      { agreement_version: second, accepted_at: dayAfter(1) },
    ]);
  });
});
