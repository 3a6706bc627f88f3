import { expect, it } from "vitest";
import { accrual, clawback } from "../ledger/postings";
import { distributorMoves } from "./distributor-move";

const occurred_at = new Date("2026-11-30T00:00:00Z");
const of = (distributor_no: bigint, order_line_id: string, tier = 1) => ({
  distributor_no,
  order_line_id,
  tier,
  occurred_at,
});

it("adds up what each distributor got of all lines, under a key of its own", () => {
  const accrued = [
    accrual(of(7n, "line_b"), 100n),
    accrual(of(9n, "line_b", 2), 30n),
    accrual(of(7n, "line_a"), 50n),
  ];
  expect(distributorMoves(accrued)).toEqual([
    { key: "line_a/1", distributor_no: 7n, amount_fen: 150n },
    { key: "line_b/2", distributor_no: 9n, amount_fen: 30n },
  ]);
  expect(distributorMoves([])).toEqual([]);
});

it("adds up a clawback from what is available and what becomes debt", () => {
  const taken = clawback(of(7n, "line_a"), { refund_id: "ref_1", amount_fen: 80n }, "available", 50n);
  expect(distributorMoves(taken)).toEqual([{ key: "ref_1/line_a/1", distributor_no: 7n, amount_fen: 80n }]);
});
