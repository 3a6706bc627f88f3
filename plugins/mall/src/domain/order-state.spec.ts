import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  dueFen,
  isEmptied,
  ORDER_STATES,
  type OrderFacts,
  orderState,
  paidAt,
  shippedAt,
} from "./order-state";

const at = (day: number) => new Date(Date.UTC(2026, 10, day));

const line = (quantity: number, sent_quantity: number, is_replacement = false) => ({
  quantity,
  sent_quantity,
  is_replacement,
});

const ordered: OrderFacts = {
  total_fen: 5000n,
  pending_fen: 5000n,
  captured_fen: 0n,
  refunded_fen: 0n,
  is_placed_free: false,
  created_at: at(1),
  captured_at: null,
  canceled_at: null,
  lines: [line(2, 0)],
  sent_at: [],
  received_at: null,
};
const paid = { ...ordered, captured_fen: 5000n, pending_fen: 0n, captured_at: at(2) };
const free = { ...ordered, total_fen: 0n, pending_fen: 0n, is_placed_free: true };
const dearer = { total_fen: 8000n, pending_fen: 3000n };
const shipped = { ...paid, lines: [line(2, 2)], sent_at: [at(3)] };

describe("orderState", () => {
  it.each<[string, OrderFacts, string]>([
    ["nothing paid", ordered, "to_pay"],
    ["an order of zero", { ...ordered, total_fen: 0n }, "to_ship"],
    ["paid", paid, "to_ship"],
    ["half of a line sent", { ...shipped, lines: [line(2, 1)] }, "to_ship"],
    ["all sent", shipped, "shipped"],
    ["a free replacement to be sent", { ...shipped, lines: [line(2, 2), line(1, 0, true)] }, "shipped"],
    ["a replacement sent before the goods", { ...shipped, lines: [line(2, 0), line(1, 1, true)] }, "to_ship"],
    ["received", { ...shipped, received_at: at(5) }, "received"],
    ["partly refunded", { ...shipped, refunded_fen: 100n }, "shipped"],
    ["refunded after receipt", { ...shipped, received_at: at(5), refunded_fen: 5000n }, "refunded"],
    ["canceled unpaid", { ...ordered, canceled_at: at(2) }, "canceled"],
    ["canceled, money still to be given back", { ...paid, canceled_at: at(2) }, "canceled"],
    ["paid, then made dearer", { ...paid, ...dearer }, "to_ship"],
    ["sent, then made dearer", { ...shipped, ...dearer }, "shipped"],
    ["received, then made dearer", { ...shipped, ...dearer, received_at: at(5) }, "received"],
    ["placed free, then made dearer", { ...free, ...dearer }, "to_ship"],
    ["made free before it was paid", { ...ordered, total_fen: 0n, pending_fen: 0n }, "to_ship"],
    ["unpaid, all goods taken off", { ...ordered, total_fen: 0n, pending_fen: 0n, lines: [] }, "to_pay"],
    ["placed free, all goods taken off", { ...free, lines: [] }, "to_pay"],
    ["paid, all goods taken off", { ...paid, total_fen: 800n, pending_fen: -4200n, lines: [] }, "canceled"],
    [
      "paid, all goods taken off and their money given back",
      { ...paid, total_fen: 800n, refunded_fen: 4200n, lines: [] },
      "refunded",
    ],
    ["all goods given up unsent", { ...paid, refunded_fen: 4200n, lines: [line(0, 0)] }, "refunded"],
    ["sent, one line taken off by nobody", { ...shipped, lines: [] }, "shipped"],
    ["canceled and given back", { ...paid, canceled_at: at(2), refunded_fen: 5000n }, "refunded"],
  ])("%s", (_, facts, state) => expect(orderState(facts)).toBe(state));

  it("always names one of the states, and only a paid order is ever shipped or received", () => {
    const moment = fc.option(fc.date({ min: at(1), max: at(30), noInvalidDate: true }), { nil: null });
    const facts = fc.record<OrderFacts>({
      total_fen: fc.bigInt({ min: -10n, max: 100n }),
      pending_fen: fc.bigInt({ min: -100n, max: 100n }),
      is_placed_free: fc.boolean(),
      captured_fen: fc.bigInt({ min: 0n, max: 100n }),
      refunded_fen: fc.bigInt({ min: 0n, max: 100n }),
      created_at: fc.constant(at(1)),
      captured_at: moment,
      canceled_at: moment,
      lines: fc.array(
        fc.record({ quantity: fc.nat(3), sent_quantity: fc.nat(3), is_replacement: fc.boolean() }),
      ),
      sent_at: fc.array(fc.date({ min: at(1), max: at(30), noInvalidDate: true })),
      received_at: moment,
    });
    fc.assert(
      fc.property(facts, (known) => {
        const state = orderState(known);
        expect(ORDER_STATES).toContain(state);
        if (state === "shipped" || state === "received") expect(paidAt(known)).not.toBeNull();
        if (known.captured_fen > 0n) expect(state).not.toBe("to_pay");
        if (known.lines.every(({ quantity }) => quantity === 0)) expect(state).not.toBe("to_ship");
        expect(dueFen(known)).toBeGreaterThanOrEqual(0n);
      }),
    );
  });
});

describe("shippedAt", () => {
  it("is the moment the last parcel left", () => {
    expect(shippedAt({ ...shipped, sent_at: [at(4), at(3)] })).toEqual(at(4));
  });
  it("is unknown while a parcel is missing", () => {
    expect(shippedAt({ ...shipped, lines: [line(1, 0)] })).toBeNull();
  });
});

describe("paidAt", () => {
  it("is the moment of creation for an order of zero", () => {
    expect(paidAt({ ...ordered, total_fen: 0n })).toEqual(at(1));
  });
});

describe("dueFen", () => {
  it.each<[string, OrderFacts, bigint]>([
    ["a paid order that was made dearer", { ...paid, ...dearer }, 3000n],
    ["a paid order that was made cheaper", { ...paid, pending_fen: -100n }, 0n],
    ["an unpaid order", ordered, 0n],
    ["an order whose money Medusa has not booked yet", { ...paid, pending_fen: 5000n }, 0n],
    ["a refunded piece", { ...paid, refunded_fen: 2000n }, 0n],
    ["a canceled order", { ...paid, ...dearer, canceled_at: at(4) }, 0n],
  ])("of %s", (_, facts, fen) => expect(dueFen(facts)).toBe(fen));
});

describe("isEmptied", () => {
  it.each<[string, OrderFacts, boolean]>([
    ["an unpaid order without goods", { ...ordered, lines: [] }, true],
    ["one placed free", { ...free, lines: [] }, true],
    ["an unpaid order", ordered, false],
    ["a paid order without goods", { ...paid, lines: [] }, false],
    ["a canceled one", { ...ordered, lines: [], canceled_at: at(2) }, false],
  ])("of %s", (_, facts, emptied) => expect(isEmptied(facts)).toBe(emptied));
});
