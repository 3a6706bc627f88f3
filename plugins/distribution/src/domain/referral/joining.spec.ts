import { describe, expect, it } from "vitest";
import { decideJoining, type JoiningFacts, joiningConditions } from "./joining";

const facts: JoiningFacts = {
  mode: "free",
  agreement_version: "2026-03",
  accepted_version: "2026-03",
  known: null,
  has_bought: false,
  is_invited: false,
};

const decide = (change: Partial<JoiningFacts>) => {
  const decision = decideJoining({ ...facts, ...change });
  return decision.kind === "refused" ? decision.code : decision.kind === "admit" ? decision.status : "known";
};

describe("joining", () => {
  it("is free for anybody who accepts the agreement in force", () => {
    expect(decide({})).toBe("active");
    expect(decide({ accepted_version: "2025-01" })).toBe("agreement_outdated");
  });

  it("waits for a paid order, an invitation or a review where the plan says so", () => {
    expect(decide({ mode: "after_purchase" })).toBe("purchase_required");
    expect(decide({ mode: "after_purchase", has_bought: true })).toBe("active");
    expect(decide({ mode: "invitation" })).toBe("invitation_required");
    expect(decide({ mode: "invitation", is_invited: true })).toBe("active");
    expect(decide({ mode: "review" })).toBe("applied");
  });

  it("happens once, except for those whose application was refused", () => {
    expect(decide({ known: { status: "active", cause: "joined" } })).toBe("known");
    expect(decide({ known: { status: "closed", cause: "closed" } })).toBe("known");
    expect(decide({ mode: "review", known: { status: "closed", cause: "refused" } })).toBe("applied");
    expect(decide({ mode: "invitation", known: { status: "closed", cause: "refused" } })).toBe(
      "invitation_required",
    );
  });

  it("says which conditions there are and how far a person is", () => {
    const nobody = { has_bought: false, status: null };
    expect(joiningConditions("free", nobody)).toEqual([]);
    expect(joiningConditions("after_purchase", nobody)).toEqual([{ kind: "purchase", is_met: false }]);
    expect(joiningConditions("after_purchase", { ...nobody, has_bought: true })).toEqual([
      { kind: "purchase", is_met: true },
    ]);
    expect(joiningConditions("invitation", nobody)).toEqual([{ kind: "invitation", is_met: false }]);
    expect(joiningConditions("review", { ...nobody, status: "applied" })).toEqual([
      { kind: "review", is_met: false },
    ]);
  });
});
