import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sumFen } from "../money";
import { accrual, clawback, payoutHold, payoutPay, payoutRelease } from "./postings";

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

describe("payouts", () => {
  const payout = { payout_id: "pout_1", distributor_no: 5n, amount_fen: 100n, occurred_at: new Date(0) };
  const moves = (list: readonly { kind: string; dr: bigint; cr: bigint; amount_fen: bigint }[]) =>
    list.map(({ kind, dr, cr, amount_fen }) => [kind, dr, cr, amount_fen]);

  it("hold, then withhold, take the fee and pay", () => {
    expect(moves([payoutHold(payout)])).toEqual([["payout_hold", 42n, 43n, 100n]]);
    expect(moves(payoutPay(payout, { withheld_fen: 20n, fee_fen: 5n }))).toEqual([
      ["payout_withhold", 43n, 1n, 20n],
      ["payout_fee", 43n, 3n, 5n],
      ["payout_pay", 43n, 2n, 75n],
    ]);
    expect(moves(payoutPay(payout, { withheld_fen: 0n, fee_fen: 0n }))).toEqual([
      ["payout_pay", 43n, 2n, 100n],
    ]);
  });

  it("give back, and repay first what is owed", () => {
    expect(moves(payoutRelease(payout, 0n))).toEqual([["payout_release", 43n, 42n, 100n]]);
    expect(moves(payoutRelease(payout, 30n))).toEqual([
      ["payout_release", 43n, 42n, 70n],
      ["payout_repay", 43n, 44n, 30n],
    ]);
  });

  it("law: what was held leaves hold whole, paid or given back", () => {
    fc.assert(
      fc.property(
        fc.bigInt(1n, 10_000n),
        fc.bigInt(0n, 20_000n),
        fc.bigInt(0n, 20_000n),
        (amount_fen, other, cost) => {
          const one = { ...payout, amount_fen };
          const withheld_fen = other % (amount_fen + 1n);
          const fee_fen = cost % (amount_fen - withheld_fen + 1n);
          const paid = payoutPay(one, { withheld_fen, fee_fen });
          for (const transfers of [payoutRelease(one, other), paid]) {
            expect(sumFen(transfers.map((move) => move.amount_fen))).toBe(amount_fen);
            expect(transfers.every(({ dr, source }) => dr === 43n && source === "pout_1")).toBe(true);
          }
        },
      ),
    );
  });
});
