import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decideSettlement, retryDelayMs, type SettlementFacts } from "./settlement";

describe("settlement", () => {
  it.each<[SettlementFacts["order"], SettlementFacts["capture"], string]>([
    ["open", "none", "capture"],
    ["open", "broken", "capture"],
    ["open", "complete", "already_captured"],
    ["canceled", "none", "refund_stray"],
    ["canceled", "broken", "capture"],
    ["canceled", "complete", "already_captured"],
    ["none", "none", "capture"],
  ])("with the order %s and the capture %s: %s", (order, capture, decision) => {
    expect(decideSettlement({ order, capture })).toBe(decision);
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
