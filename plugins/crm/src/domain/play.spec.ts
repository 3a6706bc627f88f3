import { describe, expect, it } from "vitest";
import { isOutreachOf, isPlayKind, PLAY_KINDS, playOutreachId, playShape, STANDARD_PLAYS } from "./play";

describe("a play", () => {
  it("is off until the merchant switches it on", () => {
    expect(PLAY_KINDS.map((kind) => STANDARD_PLAYS[kind].is_enabled)).toEqual(PLAY_KINDS.map(() => false));
    expect(PLAY_KINDS.every((kind) => STANDARD_PLAYS[kind].kind === kind)).toBe(true);
    expect([isPlayKind("welcome"), isPlayKind("cart")]).toEqual([true, false]);
  });

  const set = (changed: object) => {
    const { kind: _, ...play } = STANDARD_PLAYS.welcome;
    const read = playShape.safeParse({ ...play, ...changed });
    return read.success ? null : read.error.issues[0]?.path.join(".");
  };

  it("names its coupon exactly when it has one", () => {
    expect(set({ is_enabled: true })).toBe("message");
    expect(set({ is_enabled: true, promotion_code: "HELLO" })).toBeNull();
    expect(set({ is_enabled: true, message: "您好", promotion_code: "HELLO" })).toBe("message");
    expect(set({ is_enabled: true, message: "您好" })).toBeNull();
    // What is off may be unfinished.
    expect(set({})).toBeNull();
  });

  it("stays within bounds", () => {
    expect([set({ control_bps: 5_001 }), set({ days: 0 }), set({ message: " " })]).toEqual([
      "control_bps",
      "days",
      "message",
    ]);
  });

  it("has an outreach a day, and another after it was changed", () => {
    const at = new Date("2026-11-30T00:00:00Z");
    const id = playOutreachId(STANDARD_PLAYS.welcome, at, "2026-12-01");
    expect(id).toBe(playOutreachId(STANDARD_PLAYS.welcome, at, "2026-12-01"));
    expect(id).not.toBe(playOutreachId(STANDARD_PLAYS.welcome, at, "2026-12-02"));
    expect(id).not.toBe(playOutreachId(STANDARD_PLAYS.welcome, new Date(at.getTime() + 1), "2026-12-01"));
  });

  it("knows the outreaches of its present settings, whatever their day", () => {
    const at = new Date("2026-11-30T00:00:00Z");
    const { welcome, unpaid } = STANDARD_PLAYS;
    for (const day of ["2026-11-30", "2026-12-01"]) {
      expect(isOutreachOf(playOutreachId(welcome, at, day), welcome, at)).toBe(true);
      expect(isOutreachOf(playOutreachId(welcome, at, day), welcome, new Date(at.getTime() + 1))).toBe(false);
      expect(isOutreachOf(playOutreachId(unpaid, at, day), welcome, at)).toBe(false);
    }
  });
});
