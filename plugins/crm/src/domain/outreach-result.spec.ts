import { expect, it } from "vitest";
import { addResults, extraFen, groupResult, NO_RESULT } from "./outreach-result";

const started_at = new Date("2026-11-01T00:00:00Z");
const order = (day: string, paid_fen: bigint, refunded_fen = 0n) => ({
  created_at: new Date(`2026-11-${day}T00:00:00Z`),
  paid_fen,
  refunded_fen,
  refund_count: 0,
  product_ids: [],
});

it("counts what was paid within the days, and takes back what was refunded", () => {
  const orders = new Map([
    ["a", [order("01", 1_000n, 200n), order("07", 500n), order("08", 900n)]],
    ["b", [order("02", 0n)]],
    ["d", [order("02", 7_000n)]],
  ]);
  expect(groupResult(["a", "b", "c"], orders, { started_at, days: 7 })).toEqual({
    people: 3,
    buyers: 1,
    orders: 2,
    net_fen: "1300",
  });
});

it("what it brought is beside what as many others bought; without others nothing is said", () => {
  const group = (people: number, net_fen: string) => ({ people, buyers: 0, orders: 0, net_fen });
  expect(extraFen(group(90, "90000"), group(10, "5000"))).toBe("45000");
  expect(extraFen(group(9, "0"), group(1, "100"))).toBe("-900");
  expect(extraFen(group(9, "100"), group(0, "0"))).toBeNull();
});

it("results of several days add up", () => {
  const day = { people: 2, buyers: 1, orders: 3, net_fen: "250" };
  expect(addResults(addResults(NO_RESULT, day), day)).toEqual({
    people: 4,
    buyers: 2,
    orders: 6,
    net_fen: "500",
  });
});
