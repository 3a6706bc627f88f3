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

  it("law: whatever happens in between, money ends captured once or returned once", () => {
    type World = SettlementFacts & { stray: boolean };
    const settle = (world: World, crash: boolean): World => {
      switch (decideSettlement(world)) {
        case "capture":
          return { ...world, capture: crash ? "broken" : "complete" };
        case "refund_captured":
          return crash ? world : { ...world, refunded: true };
        case "refund_stray":
          return crash ? world : { ...world, stray: true };
        case "already_captured":
          return world;
      }
    };
    // Medusa's cancelling gives back what is captured as a whole; what it does not see it cannot give back.
    const cancel = (world: World): World => ({
      ...world,
      order: "canceled",
      refunded: world.refunded || world.capture === "complete",
    });
    const events = fc.array(fc.constantFrom("settle", "crash", "cancel"), { maxLength: 12 });
    fc.assert(
      fc.property(events, (happened) => {
        let world: World = { order: "open", capture: "none", refunded: false, stray: false };
        for (const event of [...happened, "settle", "settle", "settle"]) {
          world = event === "cancel" ? cancel(world) : settle(world, event === "crash");
        }
        const kept = world.capture === "complete" && !world.refunded && !world.stray;
        const returned = (world.capture === "complete" && world.refunded) !== world.stray;
        return world.order === "canceled" ? returned && !kept : kept;
      }),
    );
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
