import { describe, expect, it } from "vitest";
import { accrual, clawback } from "./postings";

const subject = { order_line_id: "line_1", tier: 2, distributor_no: 5n, occurred_at: new Date(0) };
const refund = (amount_fen: bigint) => ({ refund_id: "ref_1", amount_fen });

it("accrues from the shop's expense to pending, keyed by line and tier", () => {
  expect(accrual(subject, 30n)).toMatchObject({ source: "line_1", tier: 2, kind: "accrue", dr: 0n, cr: 41n });
  expect(() => accrual(subject, 0n)).toThrow(/transfer_not_positive/);
});

describe("clawback", () => {
  it("takes from pending while pending, whatever is available", () => {
    expect(clawback(subject, refund(30n), "pending", 1_000n)).toEqual([
      expect.objectContaining({
        source: "ref_1/line_1",
        kind: "clawback_pending",
        dr: 41n,
        cr: 0n,
        amount_fen: 30n,
      }),
    ]);
  });

  it("takes from available once matured", () => {
    expect(clawback(subject, refund(30n), "available", 30n)).toEqual([
      expect.objectContaining({ kind: "clawback_available", dr: 42n, amount_fen: 30n }),
    ]);
  });

  it("regression 11: what is no longer available becomes debt and is not forgiven", () => {
    const kinds = (available: bigint) =>
      clawback(subject, refund(30n), "available", available).map(({ kind, amount_fen }) => [
        kind,
        amount_fen,
      ]);
    expect(kinds(10n)).toEqual([
      ["clawback_available", 10n],
      ["clawback_debt", 20n],
    ]);
    expect(kinds(0n)).toEqual([["clawback_debt", 30n]]);
  });
});
