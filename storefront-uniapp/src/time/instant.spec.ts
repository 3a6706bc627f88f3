import { describe, expect, it } from "vitest";
import { formatCountdown, formatDay, formatInstant, secondsUntil } from "./instant";

describe("instants", () => {
  it("are read in Shanghai whatever the phone's zone", () => {
    expect(formatInstant("2026-05-01T16:08:30Z")).toBe("2026-05-02 00:08");
    expect(formatDay("2026-12-31T15:59:59Z")).toBe("2026-12-31");
  });

  it("count down in started seconds and never below zero", () => {
    const deadline = "2026-05-01T00:15:00.000Z";
    const at = (instant: string): number => secondsUntil(deadline, Date.parse(instant));
    expect(at("2026-05-01T00:00:00.000Z")).toBe(900);
    expect(at("2026-05-01T00:14:59.001Z")).toBe(1);
    expect(at("2026-05-01T00:15:00.000Z")).toBe(0);
    expect(at("2026-05-01T01:00:00.000Z")).toBe(0);
  });

  it.each([
    [900, "15:00"],
    [59, "00:59"],
    [3600, "1:00:00"],
    [0, "00:00"],
  ])("%i seconds are %s", (seconds, text) => {
    expect(formatCountdown(seconds)).toBe(text);
  });
});
