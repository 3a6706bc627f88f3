import { describe, expect, it } from "vitest";
import { classify, type IntakeFacts } from "./intake-rules";
import type { MedusaMoney } from "./medusa-payments";

const now = new Date("2026-03-01T12:00:00Z");
const aged = (seconds: number) => new Date(now.getTime() - seconds * 1_000);

const capture: MedusaMoney = {
  kind: "capture",
  id: "capt_1",
  payment_collection_id: "paycol_1",
  amount_fen: 1_000n,
  goods_fen: 0n,
  created_at: aged(1),
  payment_captured: true,
  note: null,
};
const refund: MedusaMoney = { ...capture, kind: "refund", id: "ref_1", goods_fen: 1_000n };
const facts: IntakeFacts = {
  orderIds: new Map([["paycol_1", "order_1"]]),
  frozen: new Set(["order_1"]),
  additions: { frozen: new Set(["paycol_2"]), open: new Set(["paycol_3"]) },
  unamended: new Set(["order_9"]),
  bookedRefunds: new Set(["ref_1"]),
  now,
};

describe("a capture", () => {
  it("is recorded for its order", () => {
    expect(classify(capture, facts)).toEqual({
      kind: "capture",
      id: "capt_1",
      order_id: "order_1",
      outcome: "recorded",
      amount_fen: 1_000n,
      goods_fen: 0n,
      occurred_at: capture.created_at,
    });
  });

  it("that its payment does not know yet waits ten seconds, in case Medusa takes it back", () => {
    const unconfirmed = { ...capture, payment_captured: false };
    expect(classify(unconfirmed, facts)).toBe("later");
    expect(classify({ ...unconfirmed, created_at: aged(10) }, facts)).toMatchObject({ outcome: "recorded" });
  });

  it("waits ten minutes for its order to be frozen, and is then on record as lost", () => {
    const nothingFrozen = { ...facts, frozen: new Set<string>() };
    expect(classify({ ...capture, created_at: aged(599) }, nothingFrozen)).toBe("later");
    expect(classify({ ...capture, created_at: aged(600) }, nothingFrozen)).toMatchObject({
      outcome: "without_attribution",
      order_id: "order_1",
    });
  });

  it("waits while its order, which was changed before, could not be frozen anew", () => {
    const changed = { ...facts, orderIds: new Map([["paycol_1", "order_9"]]), frozen: new Set(["order_9"]) };
    expect(classify({ ...capture, created_at: aged(3_600) }, changed)).toBe("later");
  });

  it("of no order concerns nobody here", () => {
    const noOrder = { ...facts, orderIds: new Map<string, string>() };
    expect(classify({ ...capture, created_at: aged(599) }, noOrder)).toBe("later");
    expect(classify({ ...capture, created_at: aged(600) }, noOrder)).toMatchObject({
      outcome: "without_order",
    });
  });
});

describe("money of a later payment", () => {
  const of = (payment_collection_id: string) => ({
    ...facts,
    orderIds: new Map([[payment_collection_id, "order_1"]]),
  });

  it("is recorded for what it pays for, and not for its order", () => {
    for (const money of [capture, refund]) {
      const later = { ...money, payment_collection_id: "paycol_2" };
      expect(classify(later, of("paycol_2"))).toMatchObject({ outcome: "recorded", order_id: "paycol_2" });
    }
  });

  it("waits while what it pays for could not be frozen, however long", () => {
    const later = { ...capture, payment_collection_id: "paycol_3", created_at: aged(3_600) };
    expect(classify(later, of("paycol_3"))).toBe("later");
  });
});

describe("a refund", () => {
  it("is recorded once its order has booked it", () => {
    expect(classify(refund, facts)).toMatchObject({ outcome: "recorded", goods_fen: 1_000n });
  });

  it("that is not booked waits five minutes, in case the provider fails it", () => {
    const unbooked = { ...facts, bookedRefunds: new Set<string>() };
    expect(classify(refund, unbooked)).toBe("later");
    expect(classify({ ...refund, created_at: aged(300) }, unbooked)).toMatchObject({ outcome: "recorded" });
  });
});
