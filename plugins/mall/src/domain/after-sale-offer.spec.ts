import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  daysBeginAt,
  type EarlierCase,
  isSent,
  linesLeft,
  offerFor,
  pricedLines,
  priceOfPieces,
  reasonRefusal,
  type SoldLine,
  type SoldOrder,
} from "./after-sale-offer";

const tea: SoldLine = { id: "tea", quantity: 3, sent_quantity: 0, total_fen: 1_000n };
const cup: SoldLine = { id: "cup", quantity: 1, sent_quantity: 0, total_fen: 500n };
const paid: SoldOrder = {
  state: "to_ship",
  lines: [tea, cup],
  freight_fen: 800n,
  kept_fen: 2_300n,
  received_at: null,
  cases: [],
};
const shipped: SoldOrder = {
  ...paid,
  state: "shipped",
  lines: [
    { ...tea, sent_quantity: 3 },
    { ...cup, sent_quantity: 1 },
  ],
};
const earlier = (change: Partial<EarlierCase>): EarlierCase => ({
  type: "refund_only",
  state: "refunded",
  lines: [{ order_line_id: "tea", quantity: 1 }],
  unbooked_fen: 0n,
  ...change,
});
const items = (tea: number, cup: number) =>
  [
    { order_line_id: "tea", quantity: tea },
    { order_line_id: "cup", quantity: cup },
  ].filter(({ quantity }) => quantity > 0);

describe("offerFor", () => {
  it("an unsent order whole gives the freight back as well", () => {
    expect(offerFor(paid, { type: "refund_only", items: items(3, 1) })).toEqual({
      kind: "offered",
      offer: { goods_fen: 1_500n, freight_fen: 800n, most_fen: 2_300n },
    });
  });

  it("knows whether any of the goods have left the house", () => {
    const part = { ...paid, lines: [tea, { ...cup, sent_quantity: 1 }] };
    expect([isSent(part, items(1, 0)), isSent(part, items(1, 1))]).toEqual([false, true]);
  });

  it("says what each line costs, by the pieces that earlier cases left", () => {
    const order = { ...paid, cases: [earlier({})] };
    expect(pricedLines(order, items(1, 1))).toEqual([
      { order_line_id: "tea", quantity: 1, goods_fen: 333n },
      { order_line_id: "cup", quantity: 1, goods_fen: 500n },
    ]);
    expect(pricedLines(order, items(2, 0))).toMatchObject([{ goods_fen: 667n }]);
    expect(pricedLines(order, [{ order_line_id: "x", quantity: 1 }])).toEqual([]);
  });

  it("once something was sent the freight is the merchant's to give", () => {
    expect(offerFor(shipped, { type: "return_and_refund", items: items(3, 1) })).toMatchObject({
      offer: { goods_fen: 1_500n, freight_fen: 800n, most_fen: 1_500n },
    });
  });

  it("a part of an order has no freight", () => {
    expect(offerFor(paid, { type: "refund_only", items: items(1, 1) })).toMatchObject({
      offer: { goods_fen: 833n, freight_fen: 0n, most_fen: 833n },
    });
  });

  it("never more than the shop still keeps, what other cases will take left out", () => {
    const cases = [earlier({ state: "requested", lines: items(0, 1), unbooked_fen: 500n })];
    const order = { ...paid, kept_fen: 1_200n, cases };
    expect(offerFor(order, { type: "refund_only", items: items(3, 0) })).toMatchObject({
      offer: { goods_fen: 700n, most_fen: 700n },
    });
  });

  it.each<[string, SoldOrder, Parameters<typeof offerFor>[1], string, string | undefined]>([
    [
      "unpaid",
      { ...paid, state: "to_pay" },
      { type: "refund_only", items: items(1, 0) },
      "after_sale_unavailable",
      undefined,
    ],
    [
      "unsent goods cannot come back",
      paid,
      { type: "return_and_refund", items: items(1, 0) },
      "after_sale_unavailable",
      "type",
    ],
    [
      "somebody else's line",
      paid,
      { type: "refund_only", items: [{ order_line_id: "x", quantity: 1 }] },
      "after_sale_line_unknown",
      "items.0.order_line_id",
    ],
    [
      "more than was bought",
      paid,
      { type: "refund_only", items: items(4, 0) },
      "after_sale_quantity_exceeded",
      "items.0.quantity",
    ],
    [
      "an open case",
      { ...paid, cases: [earlier({ state: "refunding" })] },
      { type: "refund_only", items: items(1, 0) },
      "after_sale_open",
      "items.0.order_line_id",
    ],
    [
      "all given back",
      { ...paid, kept_fen: 0n },
      { type: "refund_only", items: items(1, 0) },
      "nothing_refundable",
      undefined,
    ],
  ])("%s is refused", (_, order, wish, code, field) => {
    expect(offerFor(order, wish)).toMatchObject({ kind: "refused", refusal: { code } });
    const answer = offerFor(order, wish);
    expect(answer.kind === "refused" && answer.refusal.field).toBe(field);
  });
});

describe("linesLeft", () => {
  it("counts what cases have taken, void ones left out", () => {
    const cases = [
      earlier({ state: "refunded" }),
      earlier({ state: "canceled" }),
      earlier({ state: "rejected" }),
    ];
    expect(linesLeft({ ...shipped, cases })[0]).toEqual({
      order_line_id: "tea",
      refundable_quantity: 2,
      returnable_quantity: 2,
      is_open: false,
    });
  });

  it("of a line sent in part only that part can come back, whatever was refunded unsent", () => {
    const lines = [{ ...tea, sent_quantity: 1 }];
    expect(linesLeft({ ...paid, lines, cases: [earlier({})] })[0]).toMatchObject({
      refundable_quantity: 2,
      returnable_quantity: 1,
    });
  });
});

describe("priceOfPieces", () => {
  it("law: however a line is taken apart, its pieces add up to what was paid, and none is negative", () => {
    const line = fc
      .record({
        quantity: fc.integer({ min: 1, max: 60 }),
        total_fen: fc.bigInt({ min: 0n, max: 10n ** 12n }),
      })
      .chain((sold) =>
        fc.tuple(fc.constant(sold), fc.array(fc.integer({ min: 0, max: sold.quantity }), { maxLength: 6 })),
      );
    fc.assert(
      fc.property(line, ([sold, cuts]) => {
        const at = [0, ...cuts.sort((a, b) => a - b), sold.quantity];
        const whole: SoldLine = { id: "l", sent_quantity: 0, ...sold };
        const parts = at
          .slice(1)
          .map((end, index) => priceOfPieces(whole, at[index] ?? 0, end - (at[index] ?? 0)));
        expect(parts.every((part) => part >= 0n)).toBe(true);
        expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(sold.total_fen);
      }),
    );
  });
});

describe("daysBeginAt", () => {
  const received_at = new Date("2026-11-01T00:00:00Z");
  const later = new Date("2026-11-05T00:00:00Z");
  const order = { ...shipped, received_at, lines: [tea, { ...cup, signed_at: later }] };

  it("is receipt, or when a line's own parcel was signed for, if that was later", () => {
    expect(daysBeginAt(order, items(1, 0))).toEqual(received_at);
    expect(daysBeginAt(order, items(0, 1))).toEqual(later);
    const early = { ...order, lines: [tea, { ...cup, signed_at: new Date("2026-10-20T00:00:00Z") }] };
    expect(daysBeginAt(early, items(0, 1))).toEqual(received_at);
  });

  it("of several lines is the first, and of none before receipt", () => {
    expect(daysBeginAt(order, items(1, 1))).toEqual(received_at);
    expect(daysBeginAt({ ...order, received_at: null }, items(0, 1))).toBeNull();
  });
});

describe("reasonRefusal", () => {
  const received_at = new Date("2026-11-01T15:59:00Z");
  const at = (now: string) => ({ received_at, after_sale_days: 15, now: new Date(now) });

  it.each([
    ["no_reason", "2026-11-08T15:59:59.999Z", null],
    ["no_reason", "2026-11-08T16:00:00.000Z", "after_sale_window_over"],
    ["quality", "2026-11-08T16:00:00.000Z", null],
    ["quality", "2026-11-16T15:59:59.999Z", null],
    ["quality", "2026-11-16T16:00:00.000Z", "after_sale_window_over"],
  ] as const)("%s at %s: %s", (reason, now, code) => {
    expect(reasonRefusal(reason, "return_and_refund", at(now))?.code ?? null).toBe(code);
  });

  it("has no end before receipt, and a reason must fit its type", () => {
    const unreceived = { ...at("2027-11-01T00:00:00Z"), received_at: null };
    expect(reasonRefusal("not_received", "refund_only", unreceived)).toBeNull();
    expect(reasonRefusal("no_reason", "refund_only", unreceived)).toMatchObject({
      code: "after_sale_reason_invalid",
      field: "reason",
    });
  });
});
