import fc from "fast-check";
import { expect, it } from "vitest";
import { shanghaiMonth } from "./shanghai-day";
import { isMonth, monthAfter, monthBounds } from "./shanghai-month";

it("knows months from other texts", () => {
  expect(["2026-03", "2026-12"].every(isMonth)).toBe(true);
  expect(["2026-13", "2026-00", "2026-3", "2026-03-01", ""].some(isMonth)).toBe(false);
  expect(() => monthBounds("March")).toThrow(/not_a_month/);
});

it("counts over the end of a year", () => {
  expect(monthAfter("2026-12")).toBe("2027-01");
  expect(monthAfter("2026-01", -1)).toBe("2025-12");
});

it("a month begins and ends at midnight in Shanghai", () => {
  expect(monthBounds("2026-03")).toEqual({
    starts_at: new Date("2026-02-28T16:00:00.000Z"),
    ends_at: new Date("2026-03-31T16:00:00.000Z"),
  });
});

it("law: every moment lies in the bounds of its own month and of no other", () => {
  const moments = fc.date({ min: new Date("2000-01-01"), max: new Date("2100-01-01"), noInvalidDate: true });
  fc.assert(
    fc.property(moments, (moment) => {
      const month = shanghaiMonth(moment);
      const { starts_at, ends_at } = monthBounds(month);
      expect(starts_at <= moment && moment < ends_at).toBe(true);
      expect(monthBounds(monthAfter(month)).starts_at).toEqual(ends_at);
    }),
  );
});
