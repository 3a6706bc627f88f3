import { describe, expect, it } from "vitest";
import { type ChangeFacts, COOL_DOWN_DAYS, changeRefusal, decisionRefusal } from "./binding-change";

const now = new Date("2026-03-01T02:00:00.000Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

const facts: ChangeFacts = {
  customer_id: "cus_buyer",
  from_distributor_id: "dist_a",
  to: { distributor_id: "dist_b", customer_id: "cus_b", status: "active" },
  upline_customer_ids: ["cus_top"],
  last_changed_at: null,
  now,
};

const codeOf = (change: Partial<ChangeFacts>) => changeRefusal({ ...facts, ...change })?.code ?? "fine";

describe("a manual change", () => {
  it("may give a customer another inviter, a first one, or none", () => {
    expect(codeOf({})).toBe("fine");
    expect(codeOf({ from_distributor_id: null })).toBe("fine");
    expect(codeOf({ to: null })).toBe("fine");
  });

  it("is refused where it would change nothing, make a loop, or name somebody who may not earn", () => {
    const to = { distributor_id: "dist_b", customer_id: "cus_b", status: "active" } as const;
    expect(codeOf({ to: null, from_distributor_id: null })).toBe("not_bound");
    expect(codeOf({ from_distributor_id: "dist_b" })).toBe("same_inviter");
    expect(codeOf({ to: { ...to, customer_id: "cus_buyer" } })).toBe("self_referral");
    expect(codeOf({ to: { ...to, status: "frozen" } })).toBe("inviter_not_active");
    expect(codeOf({ upline_customer_ids: ["cus_top", "cus_buyer"] })).toBe("referral_loop");
  });

  it("cools down, and a wish to be unbound does not wait", () => {
    expect(codeOf({ last_changed_at: daysAgo(COOL_DOWN_DAYS - 1) })).toBe("changed_recently");
    expect(codeOf({ last_changed_at: daysAgo(COOL_DOWN_DAYS) })).toBe("fine");
    expect(codeOf({ last_changed_at: daysAgo(1), to: null })).toBe("fine");
  });

  it("is approved by another person, and decided once", () => {
    const open = { state: "open", requested_by: "user_a" } as const;
    expect(decisionRefusal(open, "approve", "user_a")?.code).toBe("same_person");
    expect(decisionRefusal(open, "refuse", "user_a")).toBeNull();
    expect(decisionRefusal(open, "approve", "user_b")).toBeNull();
    for (const state of ["approved", "refused"] as const) {
      expect(decisionRefusal({ ...open, state }, "approve", "user_b")?.code).toBe("change_decided");
    }
  });
});
