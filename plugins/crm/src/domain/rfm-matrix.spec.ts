import { expect, it } from "vitest";
import { rfmMatrix, shanghaiMonth } from "./rfm-matrix";

it("a matrix has every cell, and says what was in it when the month began", () => {
  const counted = (r: number, f: number, m: number, customers: number) => ({
    r,
    f,
    m,
    customers,
    net_fen: "100",
  });
  const now = [counted(0, 1, 0, 2), counted(0, 1, 1, 3)];
  const cells = rfmMatrix("f", { r: 2, bin: 2 }, now, [counted(1, 1, 1, 4)]);
  expect(cells).toEqual([
    { r: 0, bin: 0, customers: 0, net_fen: "0", before: 0 },
    { r: 0, bin: 1, customers: 5, net_fen: "200", before: 0 },
    { r: 1, bin: 0, customers: 0, net_fen: "0", before: 0 },
    { r: 1, bin: 1, customers: 0, net_fen: "0", before: 4 },
  ]);
  expect(rfmMatrix("m", { r: 1, bin: 1 }, now, null)[0]?.before).toBeNull();
});

it("a month is Shanghai's", () => expect(shanghaiMonth(new Date("2026-11-30T16:00:00Z"))).toBe("2026-12"));
