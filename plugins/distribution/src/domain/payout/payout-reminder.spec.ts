import { expect, it } from "vitest";
import { reminderDue } from "./payout-reminder";

const confirm_by = new Date("2026-03-02T12:00:00Z");

it.each([
  ["2026-03-02T05:59:59.999Z", false],
  ["2026-03-02T06:00:00.000Z", true],
  ["2026-03-02T11:59:59.999Z", true],
  ["2026-03-02T12:00:00.000Z", false],
])("whoever may agree until noon is reminded at %s: %s", (now, due) => {
  expect(reminderDue(confirm_by, new Date(now))).toBe(due);
});
