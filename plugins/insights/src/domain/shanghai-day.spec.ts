import { describe, expect, it } from "vitest";
import { addDays, beginningOf, dayOf, daysBetween, isDay } from "./shanghai-day";

describe("a day in Shanghai", () => {
  it.each([
    ["2026-11-29T15:59:59.999Z", "2026-11-29"],
    ["2026-11-29T16:00:00.000Z", "2026-11-30"],
    ["2026-12-31T16:00:00.000Z", "2027-01-01"],
  ])("%s falls on %s", (moment, day) => {
    expect(dayOf(new Date(moment))).toBe(day);
  });

  it("begins at 16:00 UTC of the day before", () => {
    expect(beginningOf("2026-11-30").toISOString()).toBe("2026-11-29T16:00:00.000Z");
  });

  it("is counted over months and leap days", () => {
    expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
    expect(addDays("2026-03-01", -1)).toBe("2026-02-28");
    expect(daysBetween("2026-02-27", "2026-03-02")).toBe(3);
  });

  it.each(["2026-02-30", "2026-13-01", "26-01-01", "yesterday", ""])("%s is none", (text) => {
    expect(isDay(text)).toBe(false);
  });
});
