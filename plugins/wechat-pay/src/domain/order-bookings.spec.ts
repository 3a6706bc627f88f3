import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type BookedTransaction,
  creditOf,
  isCredited,
  type Movement,
  planBookings,
  type RefundMovement,
  repeatedRefund,
} from "./order-bookings";

const capture = (id: string, fen: number): Movement => ({
  id,
  payment_id: "pay_1",
  amount_fen: BigInt(fen),
  is_bookable: true,
});
const refund = (id: string, fen: number, more: Partial<RefundMovement> = {}): RefundMovement => ({
  ...capture(id, fen),
  is_owed: false,
  ...more,
});
const booked = (
  id: string,
  reference: string,
  reference_id: string,
  fen: number,
  is_deleted = false,
): BookedTransaction => ({ id, reference, reference_id, amount_fen: BigInt(fen), is_deleted });

describe("an order's transactions", () => {
  it("are left alone when they say what happened", () => {
    const transactions = [booked("t1", "capture", "cap_1", 100), booked("t2", "refund", "ref_1", -40)];
    expect(planBookings([capture("cap_1", 100)], [refund("ref_1", 40)], transactions)).toEqual({
      add: [],
      remove: [],
      restore: [],
      is_complete: true,
    });
  });

  it("that Medusa's cancellation booked under the payment give way to the refund's own", () => {
    const transactions = [booked("t1", "capture", "cap_1", 100), booked("t2", "refund", "pay_1", -100)];
    expect(planBookings([capture("cap_1", 100)], [refund("ref_1", 100)], transactions)).toMatchObject({
      add: [{ reference: "refund", reference_id: "ref_1", amount_fen: -100n }],
      remove: ["t2"],
    });
    // The provider refused, and Medusa booked it all the same.
    expect(planBookings([capture("cap_1", 100)], [], transactions)).toMatchObject({
      add: [],
      remove: ["t2"],
    });
  });

  it("wait for whoever may yet book", () => {
    const young = refund("ref_1", 100, { is_bookable: false });
    const transactions = [booked("t1", "capture", "cap_1", 100), booked("t2", "refund", "pay_1", -100)];
    expect(planBookings([capture("cap_1", 100)], [young], transactions)).toEqual({
      add: [],
      remove: [],
      restore: [],
      is_complete: false,
    });
  });

  it("of a refund go while it is owed, and come back as they were", () => {
    const standing = [booked("t2", "refund", "ref_1", -40)];
    expect(planBookings([], [refund("ref_1", 40, { is_owed: true })], standing)).toMatchObject({
      remove: ["t2"],
      is_complete: true,
    });
    const gone = [booked("t2", "refund", "ref_1", -40, true)];
    expect(planBookings([], [refund("ref_1", 40)], gone)).toMatchObject({ restore: ["t2"], add: [] });
  });

  it("law: applied once, a plan leaves one transaction for each movement, and nothing more to do", () => {
    const fen = fc.integer({ min: 1, max: 5 });
    const movements = fc.array(fen, { maxLength: 4 });
    const strayBookings = fc.array(
      fc.record({
        reference: fc.constantFrom("capture", "refund"),
        reference_id: fc.constantFrom("cap_0", "cap_1", "ref_0", "ref_1", "pay_1"),
        amount: fc.integer({ min: -5, max: 5 }),
        is_deleted: fc.boolean(),
      }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(movements, movements, strayBookings, (caught, returned, strays) => {
        const captures = caught.map((amount, at) => capture(`cap_${at}`, amount));
        const refunds = returned.map((amount, at) => refund(`ref_${at}`, amount, { is_owed: at % 3 === 2 }));
        fc.pre(captures.length + refunds.length > 0);
        const before = strays.map((one, at) =>
          booked(`t${at}`, one.reference, one.reference_id, one.amount, one.is_deleted),
        );
        const plan = planBookings(captures, refunds, before);
        const after = [
          ...before.map((one) => ({
            ...one,
            is_deleted: (one.is_deleted || plan.remove.includes(one.id)) && !plan.restore.includes(one.id),
          })),
          ...plan.add.map((one, at) => ({ ...one, id: `new${at}`, is_deleted: false })),
        ];
        const again = planBookings(captures, refunds, after);
        expect([again.add, again.remove, again.restore]).toEqual([[], [], []]);
        const known = new Set([...captures, ...refunds].map(({ id }) => id));
        const sum = after
          .filter((one) => !one.is_deleted && known.has(one.reference_id ?? ""))
          .filter((one) => one.reference === (one.reference_id?.startsWith("cap_") ? "capture" : "refund"))
          .reduce((total, { amount_fen }) => total + amount_fen, 0n);
        const given = refunds.filter(({ is_owed }) => !is_owed);
        const expected =
          captures.reduce((total, one) => total + one.amount_fen, 0n) -
          given.reduce((total, one) => total + one.amount_fen, 0n);
        expect(sum).toBe(expected);
      }),
    );
  });
});

describe("what an order asks for after a refund", () => {
  it.each([
    ["all of it is not asked for again", 50n, 50n, 50n],
    ["what was owed for a line taken away is only settled", 20n, 0n, 0n],
    ["what goes beyond that is not asked for again", 20n, 10n, 10n],
    ["what else is still to be paid stays asked for", 20n, 50n, 20n],
    ["an order that owes more asks for nothing less", 20n, -5n, 0n],
  ])("%s", (_, refunded, pending, credit) => {
    expect(creditOf(refunded, pending)).toBe(credit);
  });

  const at = (second: number) => new Date(1_000 * second);
  const one = { id: "ref_1", amount_fen: 50n, created_at: at(10) };

  it("follows each refund once, by whichever credit line", () => {
    const refunds = [one, { created_at: at(20) }];
    const line = (reference_id: string | null, second: number) => ({ reference_id, created_at: at(second) });
    expect(isCredited(one, refunds, [])).toBe(false);
    expect(isCredited(one, refunds, [line("ref_1", 90)])).toBe(true);
    expect(isCredited(one, refunds, [line("pay_col_1", 11)])).toBe(true);
    expect(isCredited(one, refunds, [line("pay_col_1", 21)])).toBe(false);
    expect(isCredited(one, refunds, [line("pay_col_1", 9)])).toBe(false);
    expect(isCredited(one, refunds, [line("ref_2", 11)])).toBe(false);
  });
});

describe("a refund that was asked for a moment ago", () => {
  const terms = { amount_fen: 50n, created_by: "user_1", note: null, refund_reason_id: null };
  const now = new Date("2026-03-01T08:00:00Z");
  const earlier = (seconds: number, more: object = {}) => [
    { ...terms, ...more, created_at: new Date(now.getTime() - seconds * 1_000) },
  ];

  it.each([
    ["a second later: a double click", earlier(1), true],
    ["which was made while the second click waited", earlier(-2), true],
    ["eleven seconds later", earlier(11), false],
    ["of another amount", earlier(1, { amount_fen: 51n }), false],
    ["with another note", earlier(1, { note: "另一件" }), false],
    ["by somebody else", earlier(1, { created_by: "user_2" }), false],
    ["for another reason", earlier(1, { refund_reason_id: "refr_1" }), false],
  ])("is the same one: %s", (_, refunds, isRepeated) => {
    expect(repeatedRefund(terms, now, refunds) !== undefined).toBe(isRepeated);
  });
});
