import { expect, test } from "vitest";
import { dayText, instantOfInput, latestMonths, monthOf, shanghaiInput, timeOrDash, timeText } from "./time";

const NEW_YEAR_IN_SHANGHAI = "2025-12-31T16:00:00.000Z";

test("instants are read by the clock of Shanghai, whatever the clock of the browser", () => {
  expect(timeText(NEW_YEAR_IN_SHANGHAI)).toBe("2026-01-01 00:00");
  expect(dayText(NEW_YEAR_IN_SHANGHAI)).toBe("2026-01-01");
  expect(monthOf(Date.parse(NEW_YEAR_IN_SHANGHAI))).toBe("2026-01");
  expect(monthOf(Date.parse(NEW_YEAR_IN_SHANGHAI) - 1)).toBe("2025-12");
  expect([timeOrDash(null), timeOrDash("")]).toEqual(["—", "—"]);
});

test("months go back over the year", () => {
  expect(latestMonths(Date.parse(NEW_YEAR_IN_SHANGHAI), 3)).toEqual(["2026-01", "2025-12", "2025-11"]);
});

test("what an input shows is the same instant when it is read back", () => {
  expect(instantOfInput(shanghaiInput(NEW_YEAR_IN_SHANGHAI))).toBe(NEW_YEAR_IN_SHANGHAI);
});
