import { describe, expect, it } from "vitest";
import { seedOfDay, shareOf } from "./seed-of-day.mjs";

const rows = ["pay", "refund"].flatMap((group) =>
  Array.from({ length: 10 }, (_, number) => ({ group, name: `${group} ${number}` })),
);
const share = (/** @type {string} */ seed, of = 3) =>
  shareOf(rows, { seed, of, groupOf: ({ group }) => group, nameOf: ({ name }) => name });

describe("a share of the rows", () => {
  it("has a third of every group, in the rows' order, and is the same for the same seed", () => {
    const chosen = share("2026-11-29");
    expect(chosen.filter(({ group }) => group === "pay")).toHaveLength(4);
    expect(chosen.filter(({ group }) => group === "refund")).toHaveLength(4);
    expect(chosen).toEqual(rows.filter((row) => chosen.includes(row)));
    expect(share("2026-11-29")).toEqual(chosen);
  });

  it("is another on another day, and every row has its turn", () => {
    expect(share("2026-11-30")).not.toEqual(share("2026-11-29"));
    const seen = new Set(Array.from({ length: 60 }, (_, day) => share(`day ${day}`)).flat());
    expect(seen.size).toBe(rows.length);
  });

  it("keeps everything where one row stands for itself", () => {
    expect(share("any", 1)).toEqual(rows);
  });
});

describe("the seed of the day", () => {
  it("is the date, unless a variable names another", () => {
    expect(seedOfDay("NO_SUCH_SEED")).toMatch(/^\d{4}-\d\d-\d\d$/);
    process.env.A_SEED_FOR_THIS_TEST = "again";
    expect(seedOfDay("A_SEED_FOR_THIS_TEST")).toBe("again");
    delete process.env.A_SEED_FOR_THIS_TEST;
  });
});
