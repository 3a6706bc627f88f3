import { describe, expect, it } from "vitest";
import { isDay, latestBilledDay, shanghaiDay, shanghaiDayBounds } from "./shanghai-day";

it.each([
  ["2025-11-22T15:59:59Z", "2025-11-22"],
  ["2025-11-22T16:00:00Z", "2025-11-23"],
  ["2025-12-31T16:00:00Z", "2026-01-01"],
])("%s falls on %s in Shanghai", (moment, day) => {
  expect(shanghaiDay(new Date(moment))).toBe(day);
});

describe("a day in China", () => {
  it("lasts from midnight to midnight there", () => {
    const { from, until } = shanghaiDayBounds("2026-03-01");
    expect([from.toISOString(), until.toISOString()]).toEqual([
      "2026-02-28T16:00:00.000Z",
      "2026-03-01T16:00:00.000Z",
    ]);
    expect(shanghaiDay(from)).toBe("2026-03-01");
    expect(shanghaiDay(until)).toBe("2026-03-02");
  });

  it.each([
    ["2026-02-28", true],
    ["2026-02-30", false],
    ["2026-2-1", false],
    ["today", false],
  ])("%s exists: %s", (text, exists) => {
    expect(isDay(text)).toBe(exists);
  });

  it.each([
    ["2026-03-02T10:29:59+08:00", "2026-02-28"],
    ["2026-03-02T10:30:00+08:00", "2026-03-01"],
    ["2026-03-02T23:59:59+08:00", "2026-03-01"],
    ["2026-03-03T00:00:00+08:00", "2026-03-01"],
  ])("at %s the latest bills are those of %s", (now, day) => {
    expect(latestBilledDay(new Date(now))).toBe(day);
  });
});
