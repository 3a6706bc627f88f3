import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { actionOn, type BookedPayment, type BookedRefund, type DayFacts, matchDay } from "./match-day";

const payment = (out_trade_no: string, amount_fen: bigint) =>
  ({ kind: "payment", out_trade_no, transaction_id: `42-${out_trade_no}`, amount_fen }) as const;
const refund = (out_refund_no: string, amount_fen: bigint) =>
  ({
    kind: "refund",
    out_trade_no: "a",
    out_refund_no,
    refund_id: `50-${out_refund_no}`,
    amount_fen,
    state: "SUCCESS",
  }) as const;
const booked = (
  out_trade_no: string,
  amount_fen: bigint,
  state: BookedPayment["state"] = "captured",
): [string, BookedPayment] => [out_trade_no, { out_trade_no, amount_fen, state }];
const bookedRefund = (
  out_refund_no: string,
  amount_fen: bigint,
  progress: BookedRefund["progress"] = "succeeded",
): [string, BookedRefund] => [out_refund_no, { out_refund_no, out_trade_no: "a", amount_fen, progress }];

const day = (change: Partial<DayFacts> = {}): DayFacts => {
  const payments = change.payments ?? [payment("a", 1990n)];
  return {
    payments,
    refunds: [refund("r", 990n)],
    booked_payments: new Map([booked("a", 1990n)]),
    booked_refunds: new Map([bookedRefund("r", 990n)]),
    expected_payments: ["a"],
    expected_refunds: ["r"],
    trade_income_fen: payments.reduce((sum, one) => sum + one.amount_fen, 0n),
    ...change,
  };
};

describe("a day", () => {
  it("matches when bill and books say the same", () => {
    expect(matchDay(day())).toEqual([]);
    expect(matchDay(day({ booked_payments: new Map([booked("a", 1990n, "stray")]) }))).toEqual([]);
  });

  it.each<[string, Partial<DayFacts>]>([
    ["payment_listed_twice", { payments: [payment("a", 1990n), payment("a", 1990n)] }],
    ["payment_unknown", { booked_payments: new Map() }],
    ["payment_not_captured", { booked_payments: new Map([booked("a", 1990n, "open")]) }],
    ["payment_amount_differs", { payments: [payment("a", 1890n)] }],
    ["payment_not_billed", { payments: [] }],
    ["refund_listed_twice", { refunds: [refund("r", 990n), refund("r", 990n)] }],
    ["refund_unknown", { booked_refunds: new Map() }],
    ["refund_amount_differs", { refunds: [refund("r", 991n)] }],
    ["refund_abnormal", { booked_refunds: new Map([bookedRefund("r", 990n, "needs_attention")]) }],
    ["refund_not_billed", { refunds: [] }],
    ["fund_flow_differs", { trade_income_fen: 1989n }],
  ])("differs by %s, which has an action", (cause, change) => {
    expect(matchDay(day(change)).map((difference) => difference.cause)).toEqual([cause]);
    expect(actionOn(cause)).toBeDefined();
  });

  it("knows no action for a cause it does not know", () => {
    expect(actionOn("constructor")).toBeUndefined();
  });

  it("law: taking one payment out of the bill is always noticed, and nothing else is", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 20 }), fc.nat(), (numbers, at) => {
        const missing = numbers[at % numbers.length];
        const facts = day({
          payments: numbers.filter((number) => number !== missing).map((number) => payment(number, 1n)),
          booked_payments: new Map(numbers.map((number) => booked(number, 1n))),
          expected_payments: numbers,
        });
        expect(matchDay(facts)).toEqual([
          { cause: "payment_not_billed", out_trade_no: missing, shop_fen: 1n },
        ]);
      }),
    );
  });
});
