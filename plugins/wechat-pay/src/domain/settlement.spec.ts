import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decideSettlement,
  isTimeToAsk,
  retryDelayMs,
  type SettlementDecision,
  type SettlementFacts,
} from "./settlement";

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

  it("law: every order older than a minute has its turn within ten runs", () => {
    fc.assert(
      fc.property(fc.integer({ min: 60_000, max: 700_000_000 }), (age) => {
        const runs = Array.from({ length: 10 }, (_, run) => isTimeToAsk(age + run * 30_000, 30_000));
        return runs.includes(true) && (age >= 270_000 || runs[0] === true);
      }),
    );
  });

  it("does not ask while the notification is expected", () => {
    expect(isTimeToAsk(59_999, 30_000)).toBe(false);
  });
});
