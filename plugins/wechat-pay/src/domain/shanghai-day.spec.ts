import { expect, it } from "vitest";
import { shanghaiDay } from "./shanghai-day";

it.each([
  ["2025-11-22T15:59:59Z", "2025-11-22"],
  ["2025-11-22T16:00:00Z", "2025-11-23"],
  ["2025-12-31T16:00:00Z", "2026-01-01"],
])("%s falls on %s in Shanghai", (moment, day) => {
  expect(shanghaiDay(new Date(moment))).toBe(day);
});
