import { expect, it } from "vitest";
import { groupByMonth, monthOf } from "./by-month";

it("a month begins at midnight in Shanghai", () => {
  expect(monthOf("2026-03-31T15:59:59.999Z")).toBe("2026-03");
  expect(monthOf("2026-03-31T16:00:00.000Z")).toBe("2026-04");
});

it("groups what stands in order, latest first, and loses nothing", () => {
  const entries = ["2026-04-02T00:00:00Z", "2026-04-01T00:00:00Z", "2026-03-01T00:00:00Z"].map(
    (posted_at) => ({
      posted_at,
    }),
  );
  expect(groupByMonth(entries)).toEqual([
    { month: "2026-04", entries: entries.slice(0, 2) },
    { month: "2026-03", entries: entries.slice(2) },
  ]);
});
