import { describe, expect, it } from "vitest";
import type { AfterSale } from "@/api/after-sale-types";
import { afterSaleWords } from "@/locale/zh-cn-after-sales";
import { reasonsFor, stepsOf } from "./steps";

const asked: AfterSale = {
  id: "asc_1",
  order_id: "order_1",
  display_id: 1,
  type: "return_and_refund",
  state: "requested",
  reason: "no_reason",
  description: "",
  items: [],
  photos: [],
  asked_fen: "1990",
  created_at: "2026-11-22T02:00:00Z",
};
const names = (found: AfterSale) => stepsOf(found).map(({ name }) => name);
const words = afterSaleWords.steps;

describe("stepsOf", () => {
  it("a return goes by the carrier, money alone does not", () => {
    expect(names(asked)).toEqual([
      words.requested,
      words.decided,
      words.sentBack,
      words.received,
      words.refunded,
    ]);
    expect(names({ ...asked, type: "refund_only" })).toEqual([
      words.requested,
      words.decided,
      words.refunded,
    ]);
  });

  it("what the clock agreed to says so", () => {
    const agreed = { ...asked, decided_at: "2026-11-24T02:00:00Z", is_automatic: true as const };
    expect(names(agreed)[1]).toBe(words.automatic);
  });

  it("what was refused ends with the refusal, once", () => {
    const at = "2026-11-22T03:00:00Z";
    expect(names({ ...asked, state: "rejected", decided_at: at, closed_at: at })).toEqual([
      words.requested,
      afterSaleWords.stateNames.rejected,
    ]);
  });

  it("what was agreed and never sent ends closed", () => {
    const closed = { decided_at: "2026-11-22T03:00:00Z", closed_at: "2026-11-30T16:00:00Z" };
    expect(names({ ...asked, state: "canceled", ...closed })).toEqual([
      words.requested,
      words.decided,
      afterSaleWords.stateNames.canceled,
    ]);
  });
});

describe("reasons", () => {
  it("offer the seven-day return only with goods that come back", () => {
    expect(reasonsFor("return_and_refund", true)).toContain("no_reason");
    expect(reasonsFor("refund_only", true)).not.toContain("no_reason");
  });

  it("say nothing about goods that were never sent", () => {
    expect(reasonsFor("refund_only", false)).toEqual(["changed_mind", "other"]);
  });
});
