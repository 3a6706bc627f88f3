import { describe, expect, it } from "vitest";
import { type BindingFacts, bindingOutcome, decideBinding, expiresAt, protectedUntil } from "./binding";

const now = new Date("2026-03-01T00:00:00Z");
const facts: BindingFacts = {
  customer_id: "cus_buyer",
  inviter: { distributor_id: "dist_a", customer_id: "cus_a", status: "active" },
  current: null,
  customers: "all",
  has_bought: true,
  upline_customer_ids: ["cus_b", "cus_c"],
  now,
};
const boundTo = (distributor_id: string, protected_until: Date) => ({
  id: "bind_1",
  distributor_id,
  protected_until,
});
const tomorrow = protectedUntil(now, 1);

describe("decideBinding", () => {
  it("binds who is free", () => {
    expect(decideBinding(facts)).toEqual({ kind: "bind", replaces: null });
  });

  it("refuses a person as their own inviter", () => {
    expect(decideBinding({ ...facts, customer_id: "cus_a" })).toMatchObject({ code: "self_referral" });
  });

  it("keeps the first binding while its protection runs, and lets a new consent replace it afterwards", () => {
    const current = boundTo("dist_z", tomorrow);
    expect(decideBinding({ ...facts, current })).toMatchObject({ code: "already_bound" });
    expect(decideBinding({ ...facts, current, now: tomorrow })).toEqual({ kind: "bind", replaces: "bind_1" });
  });

  it("answers the same binding to the same inviter, even one who may no longer invite", () => {
    const current = boundTo("dist_a", tomorrow);
    expect(decideBinding({ ...facts, current })).toEqual({ kind: "same_inviter", binding_id: "bind_1" });
  });

  it("binds new customers only where the plan says so, and leaves bound ones as they are", () => {
    const newOnly = { ...facts, customers: "new" } as const;
    expect(decideBinding(newOnly)).toMatchObject({ code: "not_new_customer" });
    expect(decideBinding({ ...newOnly, has_bought: false })).toMatchObject({ kind: "bind" });
    const current = boundTo("dist_a", tomorrow);
    expect(decideBinding({ ...newOnly, current })).toMatchObject({ kind: "same_inviter" });
  });

  it("refuses a loop at any height", () => {
    expect(decideBinding({ ...facts, customer_id: "cus_b" })).toMatchObject({ code: "referral_loop" });
    expect(decideBinding({ ...facts, customer_id: "cus_c" })).toMatchObject({ code: "referral_loop" });
  });

  it.each(["applied", "frozen", "closed"] as const)("refuses an inviter who is %s", (status) => {
    const inviter = { ...facts.inviter, status };
    expect(decideBinding({ ...facts, inviter })).toMatchObject({ code: "not_eligible" });
  });
});

describe("bindingOutcome", () => {
  it.each([
    [{ kind: "bind", replaces: null }, "can_bind"],
    [{ kind: "same_inviter", binding_id: "b" }, "same_inviter"],
    [{ kind: "refused", code: "self_referral" }, "self"],
    [{ kind: "refused", code: "already_bound" }, "already_bound"],
    [{ kind: "refused", code: "referral_loop" }, "not_eligible"],
    [{ kind: "refused", code: "not_new_customer" }, "not_eligible"],
    [{ kind: "refused", code: "not_eligible" }, "not_eligible"],
  ] as const)("says %o as %s", (decision, outcome) => {
    expect(bindingOutcome(decision)).toBe(outcome);
  });
});

it("a binding ends by itself after the plan's days, or never", () => {
  expect(expiresAt(now, null)).toBeNull();
  expect(expiresAt(now, 30)).toEqual(new Date("2026-03-31T00:00:00Z"));
});
