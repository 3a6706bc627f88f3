import { expect, it } from "vitest";
import { afterQuiet, isQuiet, STANDARD_QUIET_HOURS } from "./quiet-hours";

const at = (clock: string) => new Date(`2026-11-30T${clock}+08:00`);
const NIGHT = ["00:00:00", "07:59:59", "22:00:00", "23:59:59"];
const DAY = ["08:00:00", "12:00:00", "21:59:59"];

it("nobody is written to from 22 to 8 o'clock in Shanghai", () => {
  const isQuietAt = (clock: string) => isQuiet(at(clock), STANDARD_QUIET_HOURS);
  expect(NIGHT.filter(isQuietAt)).toEqual(NIGHT);
  expect(DAY.filter(isQuietAt)).toEqual([]);
  const noon = { from_hour: 12, until_hour: 14 };
  expect([isQuiet(at("12:00:00"), noon), isQuiet(at("14:00:00"), noon)]).toEqual([true, false]);
  expect([...NIGHT, ...DAY].some((clock) => isQuiet(at(clock), { from_hour: 8, until_hour: 8 }))).toBe(false);
});

it("what is kept back may go out when the quiet hours are over", () => {
  const ends = (clock: string) => afterQuiet(at(clock), STANDARD_QUIET_HOURS).toISOString();
  expect(NIGHT.map(ends)).toEqual([
    "2026-11-30T00:00:00.000Z",
    "2026-11-30T00:00:00.000Z",
    "2026-12-01T00:00:00.000Z",
    "2026-12-01T00:00:00.000Z",
  ]);
  expect(DAY.map(ends)).toEqual(DAY.map((clock) => at(clock).toISOString()));
  expect(afterQuiet(at("13:30:00"), { from_hour: 12, until_hour: 14 })).toEqual(at("14:00:00"));
});
