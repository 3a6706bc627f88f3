import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decideSettlement, retryDelayMs, type SettlementDecision, type SettlementFacts } from "./settlement";

describe("settlement", () => {
  it.each<[SettlementFacts["order"], SettlementFacts["capture"], boolean, SettlementDecision]>([
    ["open", "none", false, "capture"],
    ["open", "broken", false, "capture"],
    ["open", "complete", false, "already_captured"],
    ["open", "complete", true, "already_captured"],
    ["canceled", "none", false, "refund_stray"],
    ["canceled", "broken", false, "capture"],
    ["canceled", "complete", false, "refund_captured"],
    ["canceled", "complete", true, "already_captured"],
    ["none", "none", false, "capture"],
  ])("with the order %s, the capture %s and a refund %s: %s", (order, capture, refunded, decision) => {
    expect(decideSettlement({ order, capture, refunded })).toBe(decision);
  });

  it("law: waits grow and stay between ten seconds and an hour", () => {
    fc.assert(
      fc.property(fc.nat(1000), (attempts) => {
        const delay = retryDelayMs(attempts);
        return delay >= 10_000 && delay <= 3_600_000 && retryDelayMs(attempts + 1) >= delay;
      }),
    );
  });
});
