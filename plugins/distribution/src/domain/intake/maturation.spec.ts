import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sumFen } from "../money";
import { type DueAccrual, expectedOn, matureNet, maturesAt, returnDeadline } from "./maturation";

const now = new Date("2026-04-01T00:00:00Z");

const due = (distributor_no: bigint, amount_fen: bigint, clawed_fen = 0n): DueAccrual => ({
  order_line_id: `line_${amount_fen}`,
  tier: 1,
  order_id: "order_1",
  distributor_no,
  amount_fen,
  clawed_fen,
  matures_at: now,
});

describe("the date", () => {
  it("signed 11-01 23:59 in Shanghai, returnable until 11-08 23:59:59", () => {
    const signed = new Date("2026-11-01T23:59:00+08:00");
    expect(returnDeadline(signed)).toEqual(new Date("2026-11-08T23:59:59.999+08:00"));
  });

  it("counts from the day after receipt, whatever the hour", () => {
    const early = new Date("2026-11-02T00:00:00+08:00");
    expect(returnDeadline(early)).toEqual(new Date("2026-11-09T23:59:59.999+08:00"));
  });

  it("adds the plan's holding days, and tells the day on which the money is there", () => {
    const received = new Date("2026-11-01T10:00:00+08:00");
    expect(maturesAt(received, 0)).toEqual(returnDeadline(received));
    expect(maturesAt(received, 7)).toEqual(new Date("2026-11-15T23:59:59.999+08:00"));
    expect(expectedOn(maturesAt(received, 7))).toBe("2026-11-16");
  });

  it("is never before the return deadline, which is always after receipt", () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true }), fc.nat({ max: 3_650 }), (received, holding_days) => {
        fc.pre(Math.abs(received.getTime()) < 8e15);
        const deadline = returnDeadline(received);
        const days = (deadline.getTime() - received.getTime()) / 86_400_000;
        expect(days).toBeGreaterThanOrEqual(7 - 1 / 86_400_000);
        expect(days).toBeLessThan(8);
        expect(maturesAt(received, holding_days).getTime()).toBeGreaterThanOrEqual(deadline.getTime());
      }),
    );
  });
});

describe("the net of a run", () => {
  const kinds = (list: readonly DueAccrual[], debts: [bigint, bigint][] = []) =>
    matureNet("r1", list, new Map(debts), now).flatMap(({ transfers }) =>
      transfers.map(({ source, kind, dr, cr, amount_fen }) => [source, kind, dr, cr, amount_fen]),
    );

  it("is one move per distributor, less what was clawed back", () => {
    expect(kinds([due(5n, 100n), due(5n, 50n, 20n), due(6n, 7n)])).toEqual([
      ["run:r1:5", "mature", 41n, 42n, 130n],
      ["run:r1:6", "mature", 49n, 50n, 7n],
    ]);
  });

  it("repays debt first", () => {
    expect(kinds([due(5n, 100n)], [[5n, 30n]])).toEqual([
      ["run:r1:5", "mature", 41n, 42n, 70n],
      ["run:r1:5", "repay", 41n, 44n, 30n],
    ]);
    expect(kinds([due(5n, 100n)], [[5n, 100n]])).toEqual([["run:r1:5", "repay", 41n, 44n, 100n]]);
  });

  it("moves nothing for an accrual that was clawed back whole", () => {
    expect(kinds([due(5n, 100n, 100n)])).toEqual([]);
  });

  it("refuses an accrual whose time has not come", () => {
    expect(() =>
      matureNet("r1", [{ ...due(5n, 1n), matures_at: new Date(now.getTime() + 1) }], new Map(), now),
    ).toThrow(/matured_early/);
  });

  it("law: what leaves pending is what stood there, and debt is never repaid beyond what is owed", () => {
    const accruals = fc.array(
      fc.record({ no: fc.bigInt(1n, 4n), amount: fc.bigInt(1n, 9_999n), share: fc.nat({ max: 100 }) }),
      { maxLength: 30 },
    );
    const owed = fc.array(fc.tuple(fc.bigInt(1n, 4n), fc.bigInt(0n, 20_000n)), { maxLength: 4 });
    fc.assert(
      fc.property(accruals, owed, (list, pairs) => {
        const given = list.map(({ no, amount, share }) => due(no, amount, (amount * BigInt(share)) / 100n));
        const debts = new Map(pairs);
        const transfers = matureNet("r1", given, debts, now).flatMap((one) => one.transfers);
        const standing = sumFen(given.map(({ amount_fen, clawed_fen }) => amount_fen - clawed_fen));
        expect(sumFen(transfers.map(({ amount_fen }) => amount_fen))).toBe(standing);
        for (const { kind, dr, cr, amount_fen } of transfers) {
          expect(dr >> 3n).toBe(cr >> 3n);
          const debt = debts.get(dr >> 3n) ?? 0n;
          if (kind === "repay") expect(amount_fen <= debt).toBe(true);
          else
            expect(
              transfers.some((one) => one.kind === "repay" && one.dr === dr && one.amount_fen < debt),
            ).toBe(false);
        }
      }),
    );
  });
});
