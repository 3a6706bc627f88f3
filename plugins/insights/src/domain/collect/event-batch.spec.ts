import { describe, expect, it } from "vitest";
import { readBatch } from "./event-batch";

const now = new Date("2026-11-30T04:00:00Z");
const event = {
  id: "0b4ef2a6-6c0e-4b33-9a51-7a3e1a5f0001",
  kind: "product",
  product_id: "prod_1",
  occurred_at: "2026-11-30T03:59:58.123Z",
  path: "/pages/product/index",
  channel: "wechat",
};
const batch = {
  visitor_id: "0b4ef2a6-6c0e-4b33-9a51-7a3e1a5f9999",
  consent: "granted",
  events: [event],
};
const withEvent = (more: Record<string, unknown>) => ({ ...batch, events: [event, { ...event, ...more }] });

describe("a batch of events", () => {
  it("is read with its times as moments", () => {
    const read = readBatch(batch, now);
    expect(read).toMatchObject({
      kind: "read",
      batch: { events: [{ kind: "product", occurred_at: new Date("2026-11-30T03:59:58.123Z") }] },
    });
  });

  it.each([
    ["no visitor", { ...batch, visitor_id: undefined }, "visitor_id"],
    ["no consent", { ...batch, consent: undefined }, "consent"],
    ["no events", { ...batch, events: [] }, "events"],
    ["more than fifty", { ...batch, events: Array(51).fill(event) }, "events"],
    ["a customer of its own choosing", { ...batch, customer_id: "cus_1" }, "customer_id"],
    ["a customer in an event", withEvent({ customer_id: "cus_1" }), "events.1.customer_id"],
    ["an unknown kind", withEvent({ kind: "steal" }), "events.1.kind"],
    ["a path with a query", withEvent({ path: "/pages/index?token=1" }), "events.1.path"],
    ["a product without its id", withEvent({ product_id: "" }), "events.1.product_id"],
    ["a term on a product", withEvent({ term: "茶" }), "events.1.term"],
    [
      "a search for what cannot be kept",
      withEvent({ kind: "search", product_id: undefined, term: "a\0" }),
      "events.1.term",
    ],
    ["a token that is none", withEvent({ kind: "open", share_token: "<script>" }), "events.1.share_token"],
  ])("with %s is refused and names the field", (_, input, field) => {
    expect(readBatch(input, now)).toEqual({ kind: "refused", refusal: { code: "invalid_input", field } });
  });

  it.each(["2026-11-27T03:59:59Z", "2026-11-30T04:10:01Z"])("of %s is out of range", (occurred_at) => {
    expect(readBatch(withEvent({ occurred_at }), now)).toEqual({
      kind: "refused",
      refusal: { code: "time_out_of_range", field: "events.1.occurred_at" },
    });
  });
});
