import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ORDER_STATES, type OrderFacts, orderState, paidAt, shippedAt } from "./order-state";

const at = (day: number) => new Date(Date.UTC(2026, 10, day));

const ordered: OrderFacts = {
  total_fen: 5000n,
  captured_fen: 0n,
  refunded_fen: 0n,
  created_at: at(1),
  captured_at: null,
  canceled_at: null,
  lines: [{ quantity: 2, sent_quantity: 0 }],
  sent_at: [],
  received_at: null,
};
const paid = { ...ordered, captured_fen: 5000n, captured_at: at(2) };
const shipped = { ...paid, lines: [{ quantity: 2, sent_quantity: 2 }], sent_at: [at(3)] };

describe("orderState", () => {
  it.each<[string, OrderFacts, string]>([
    ["nothing paid", ordered, "to_pay"],
    ["an order of zero", { ...ordered, total_fen: 0n }, "to_ship"],
    ["paid", paid, "to_ship"],
    ["half of a line sent", { ...shipped, lines: [{ quantity: 2, sent_quantity: 1 }] }, "to_ship"],
    ["all sent", shipped, "shipped"],
    ["received", { ...shipped, received_at: at(5) }, "received"],
    ["partly refunded", { ...shipped, refunded_fen: 100n }, "shipped"],
    ["refunded after receipt", { ...shipped, received_at: at(5), refunded_fen: 5000n }, "refunded"],
    ["canceled unpaid", { ...ordered, canceled_at: at(2) }, "canceled"],
    ["canceled, money still to be given back", { ...paid, canceled_at: at(2) }, "canceled"],
    ["canceled and given back", { ...paid, canceled_at: at(2), refunded_fen: 5000n }, "refunded"],
  ])("%s", (_, facts, state) => expect(orderState(facts)).toBe(state));

  it("always names one of the states, and only a paid order is ever shipped or received", () => {
    const moment = fc.option(fc.date({ min: at(1), max: at(30), noInvalidDate: true }), { nil: null });
    const facts = fc.record<OrderFacts>({
      total_fen: fc.bigInt({ min: 0n, max: 100n }),
      captured_fen: fc.bigInt({ min: 0n, max: 100n }),
      refunded_fen: fc.bigInt({ min: 0n, max: 100n }),
      created_at: fc.constant(at(1)),
      captured_at: moment,
      canceled_at: moment,
      lines: fc.array(fc.record({ quantity: fc.nat(3), sent_quantity: fc.nat(3) })),
      sent_at: fc.array(fc.date({ min: at(1), max: at(30), noInvalidDate: true })),
      received_at: moment,
    });
    fc.assert(
      fc.property(facts, (known) => {
        const state = orderState(known);
        expect(ORDER_STATES).toContain(state);
        if (state === "shipped" || state === "received") expect(paidAt(known)).not.toBeNull();
      }),
    );
  });
});

describe("shippedAt", () => {
  it("is the moment the last parcel left", () => {
    expect(shippedAt({ ...shipped, sent_at: [at(4), at(3)] })).toEqual(at(4));
  });
  it("is unknown while a parcel is missing", () => {
    expect(shippedAt({ ...shipped, lines: [{ quantity: 1, sent_quantity: 0 }] })).toBeNull();
  });
});

describe("paidAt", () => {
  it("is the moment of creation for an order of zero", () => {
    expect(paidAt({ ...ordered, total_fen: 0n })).toEqual(at(1));
  });
});
