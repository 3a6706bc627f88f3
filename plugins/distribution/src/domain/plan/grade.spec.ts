import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type GradeFigures,
  gradeFor,
  gradeWindow,
  gradeWindows,
  isReached,
  nextGrade,
  progressWith,
} from "./grade";
import type { Grade } from "./plan-shape";

const grade = (code: string, rank: number, rest: Partial<Grade> = {}): Grade => ({
  code,
  rank,
  name: code,
  benefits: [],
  upgrade: null,
  downgrade: null,
  ...rest,
});

const silver = grade("silver", 10, {
  upgrade: { own_sales_fen: 100_000n, window_days: 30 },
  downgrade: { own_sales_fen: 20_000n, window_days: 90 },
});
const gold = grade("gold", 20, {
  upgrade: { own_sales_fen: 500_000n, own_earnings_fen: 30_000n, window_days: 30 },
  downgrade: { own_sales_fen: 200_000n, window_days: 90 },
});
const partner = grade("partner", 30);
const grades = [gold, partner, silver];

const sold =
  (own_sales_fen: bigint, own_earnings_fen = own_sales_fen / 10n) =>
  (): GradeFigures => ({
    own_sales_fen,
    own_earnings_fen,
  });

describe("a grade", () => {
  it("rises to the highest that is reached, every named amount of it", () => {
    expect(gradeFor(grades, null, sold(99_999n))).toBeNull();
    expect(gradeFor(grades, null, sold(100_000n))).toBe("silver");
    expect(gradeFor(grades, null, sold(500_000n))).toBe("gold");
    expect(gradeFor(grades, "silver", sold(500_000n, 29_999n))).toBe("silver");
  });

  it("is kept while its own condition is, and else falls to what is left", () => {
    expect(gradeFor(grades, "gold", sold(200_000n))).toBe("gold");
    expect(gradeFor(grades, "gold", sold(199_999n))).toBe("silver");
    expect(gradeFor(grades, "gold", sold(20_000n))).toBe("silver");
    expect(gradeFor(grades, "gold", sold(19_999n))).toBeNull();
    expect(gradeFor(grades, "silver", sold(19_999n))).toBeNull();
  });

  it("without an upgrade condition is given by hand only, and is not lost by figures", () => {
    expect(gradeFor(grades, null, sold(9_000_000n))).toBe("gold");
    expect(gradeFor(grades, "partner", sold(0n))).toBe("partner");
  });

  it("is known by its code: a rank that equals another's code, or its place, means nothing", () => {
    const crossed = [
      grade("2", 1, { upgrade: { own_sales_fen: 1n, window_days: 1 } }),
      grade("1", 2, { upgrade: { own_sales_fen: 100n, window_days: 1 } }),
    ];
    expect(gradeFor(crossed, null, sold(1n))).toBe("2");
    expect(gradeFor(crossed, "2", sold(100n))).toBe("1");
    expect(nextGrade(crossed, "2")?.code).toBe("1");
    expect(nextGrade(crossed, "1")).toBeNull();
  });

  it("law: selling more never lowers it, and the order of the plan's list is irrelevant", () => {
    const held = fc.constantFrom(null, "silver", "gold", "partner");
    const rankOf = (code: string | null) => grades.find((one) => one.code === code)?.rank ?? 0;
    fc.assert(
      fc.property(held, fc.bigInt(0n, 900_000n), fc.bigInt(0n, 900_000n), (current, sales, more) => {
        const before = gradeFor(grades, current, sold(sales));
        expect(rankOf(gradeFor(grades, current, sold(sales + more)))).toBeGreaterThanOrEqual(rankOf(before));
        expect(gradeFor([...grades].reverse(), current, sold(sales))).toBe(before);
      }),
    );
  });

  it("law: it comes to rest — appraised again with the same figures it stays", () => {
    const held = fc.constantFrom(null, "silver", "gold", "partner");
    fc.assert(
      fc.property(held, fc.bigInt(0n, 900_000n), (current, sales) => {
        const once = gradeFor(grades, current, sold(sales));
        expect(gradeFor(grades, once, sold(sales))).toBe(once);
      }),
    );
  });
});

describe("a window", () => {
  it("is whole Asia/Shanghai days that have ended", () => {
    const now = new Date("2026-03-10T17:30:00Z"); // 01:30 on the 11th in Shanghai
    expect(gradeWindow(1, now)).toEqual({
      from: new Date("2026-03-09T16:00:00Z"),
      until: new Date("2026-03-10T16:00:00Z"),
    });
    expect(gradeWindows(grades)).toEqual([30, 90]);
  });
});

it("progress names each amount, how far it is, and the days it counts", () => {
  expect(isReached({ own_sales_fen: 5n, window_days: 7 }, sold(5n))).toBe(true);
  expect(gold.upgrade && progressWith(gold.upgrade, sold(250_000n))).toEqual([
    { kind: "own_sales_fen", window_days: 30, needed_fen: 500_000n, reached_fen: 250_000n },
    { kind: "own_earnings_fen", window_days: 30, needed_fen: 30_000n, reached_fen: 25_000n },
  ]);
});
