import { expect, it } from "vitest";
import { lastShanghaiDays, shanghaiDay, shanghaiMonth, startOfDayAfter } from "./shanghai-day";

it.each([
  ["2026-02-28T15:59:59.999Z", "2026-02-28", "2026-02"],
  ["2026-02-28T16:00:00.000Z", "2026-03-01", "2026-03"],
  ["2026-12-31T16:00:00.000Z", "2027-01-01", "2027-01"],
])("%s is %s in Shanghai, of the month %s", (moment, day, month) => {
  expect(shanghaiDay(new Date(moment))).toBe(day);
  expect(shanghaiMonth(new Date(moment))).toBe(month);
});

it("a day begins at midnight in Shanghai", () => {
  const start = (moment: string, days: number) => startOfDayAfter(new Date(moment), days).toISOString();
  expect(start("2026-03-01T02:00:00Z", 0)).toBe("2026-02-28T16:00:00.000Z");
  expect(start("2026-02-28T15:59:59.999Z", 1)).toBe("2026-02-28T16:00:00.000Z");
});

it("counts days back from today in Shanghai", () => {
  expect(lastShanghaiDays(new Date("2026-03-01T16:30:00Z"), 3)).toEqual([
    "2026-02-28",
    "2026-03-01",
    "2026-03-02",
  ]);
});
