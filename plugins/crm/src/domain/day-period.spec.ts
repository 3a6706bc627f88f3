import { expect, it } from "vitest";
import { comparedDays } from "./day-period";

it("days begin at Shanghai's midnight, and are compared up to the same time", () => {
  const now = new Date("2026-11-30T16:30:00.000Z");
  expect(comparedDays(now)).toEqual({
    today: { from: new Date("2026-11-30T16:00:00Z"), so_far: now, until: now },
    yesterday: {
      from: new Date("2026-11-29T16:00:00Z"),
      so_far: new Date("2026-11-29T16:30:00Z"),
      until: new Date("2026-11-30T16:00:00Z"),
    },
    last_week: {
      from: new Date("2026-11-23T16:00:00Z"),
      so_far: new Date("2026-11-23T16:30:00Z"),
      until: new Date("2026-11-24T16:00:00Z"),
    },
  });
});
