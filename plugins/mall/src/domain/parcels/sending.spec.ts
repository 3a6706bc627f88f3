import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { freePieces, type OrderToSend, type Parcel, planSending } from "./sending";

const order = (change: Partial<OrderToSend> = {}): OrderToSend => ({
  lines: [
    { line_id: "tea", owed: 3, packed: 0 },
    { line_id: "cup", owed: 1, packed: 0 },
  ],
  open: [],
  asked: new Set(),
  sent_numbers: [],
  ...change,
});
const parcel = (tracking_number: string, pieces?: Record<string, number>): Parcel => ({
  carrier: "顺丰速运",
  tracking_number,
  pieces: pieces && Object.entries(pieces).map(([line_id, quantity]) => ({ line_id, quantity })),
});
const all = [
  { line_id: "tea", quantity: 3 },
  { line_id: "cup", quantity: 1 },
];

describe("sending", () => {
  it("takes everything that has not left when no pieces are named", () => {
    expect(planSending(order(), [parcel("SF1")])).toEqual({
      kind: "planned",
      plans: [{ parcel: parcel("SF1"), packages: [], pieces: all }],
    });
  });

  it("splits an order over parcels by line and quantity, the last one taking the rest", () => {
    const plan = planSending(order(), [parcel("SF1", { tea: 1 }), parcel("SF2", { tea: 1 }), parcel("SF3")]);
    expect(plan.kind === "planned" && plan.plans.map(({ pieces }) => pieces)).toEqual([
      [{ line_id: "tea", quantity: 1 }],
      [{ line_id: "tea", quantity: 1 }],
      all.map((one) => ({ ...one, quantity: 1 })),
    ]);
  });

  it("does nothing again for a number that has left", () => {
    const sent = order({ sent_numbers: ["SF1"] });
    expect(planSending(sent, [parcel("SF1")])).toEqual({ kind: "planned", plans: [] });
  });

  it("finishes what an interrupted shipment packed under the same number, and packs nothing twice", () => {
    const open = [{ fulfillment_id: "ful_1", tracking_number: "SF1", line_ids: ["tea"] }];
    const begun = order({ lines: [{ line_id: "tea", owed: 3, packed: 3 }], open });
    expect(planSending(begun, [parcel("SF1", { tea: 3 })])).toEqual({
      kind: "planned",
      plans: [{ parcel: parcel("SF1", { tea: 3 }), packages: ["ful_1"], pieces: [] }],
    });
  });

  it("takes what was packed by hand along with the rest", () => {
    const open = [{ fulfillment_id: "ful_1", tracking_number: null, line_ids: ["tea"] }];
    const packed = order({ lines: [{ line_id: "tea", owed: 3, packed: 2 }], open });
    expect(planSending(packed, [parcel("SF1")])).toMatchObject({
      plans: [{ packages: ["ful_1"], pieces: [{ line_id: "tea", quantity: 1 }] }],
    });
  });

  it.each([
    ["nothing_to_send", order({ lines: [{ line_id: "tea", owed: 1, packed: 1 }] }), [parcel("SF1")]],
    ["parcel_line_unknown", order(), [parcel("SF1", { hat: 1 })]],
    ["parcel_pieces_exceeded", order(), [parcel("SF1", { tea: 4 })]],
    ["parcel_pieces_exceeded", order(), [parcel("SF1", { tea: 2 }), parcel("SF2", { tea: 2 })]],
  ] as const)("is refused whole: %s", (code, what, parcels) => {
    expect(planSending(what, [...parcels])).toMatchObject({ kind: "refused", code });
  });

  it("keeps what a shopper asks the money back for, and sends the rest when it is named", () => {
    const asking = order({ asked: new Set(["tea"]) });
    const refused = { kind: "refused", code: "after_sale_open", tracking_number: "SF1" };
    expect(planSending(asking, [parcel("SF1")])).toEqual(refused);
    expect(planSending(asking, [parcel("SF1", { tea: 1 })])).toEqual(refused);
    expect(planSending(asking, [parcel("SF1", { cup: 1 })])).toMatchObject({
      plans: [{ pieces: [{ line_id: "cup", quantity: 1 }] }],
    });
  });

  it("keeps a package with pieces whose money is asked for or going back, by whomever it was packed", () => {
    const of = (tracking_number: string | null) => ({
      fulfillment_id: "ful_1",
      tracking_number,
      line_ids: ["tea"],
    });
    const refused = { kind: "refused", code: "after_sale_open" };
    for (const open of [[of(null)], [of("SF1")]]) {
      const lines = [
        { line_id: "tea", owed: 2, packed: 3 },
        { line_id: "cup", owed: 1, packed: 0 },
      ];
      const given = order({ lines, open });
      expect(planSending(given, [parcel("SF1")])).toMatchObject(refused);
      expect(planSending(given, [parcel("SF2", { cup: 1 })])).toMatchObject({ kind: "planned" });
      const packed = [{ line_id: "tea", owed: 3, packed: 3 }];
      const asking = order({ lines: packed, open, asked: new Set(["tea"]) });
      expect(planSending(asking, [parcel("SF1")])).toMatchObject(refused);
    }
  });

  it("never sends more of a line than is owed, whatever is asked for", () => {
    const lines = fc.array(fc.record({ owed: fc.nat(9), packed: fc.nat(9) }), { minLength: 1, maxLength: 4 });
    const wishes = fc.array(
      fc.option(fc.dictionary(fc.constantFrom("0", "1", "2", "3"), fc.integer({ min: 1, max: 9 }))),
      {
        maxLength: 4,
      },
    );
    fc.assert(
      fc.property(lines, wishes, (given, wanted) => {
        const wide = order({ lines: given.map((line, index) => ({ line_id: String(index), ...line })) });
        const parcels = wanted.map((pieces, index) => parcel(`SF${index}`, pieces ?? undefined));
        const plan = planSending(wide, parcels);
        if (plan.kind === "refused") return;
        const sent = new Map<string, number>();
        for (const { line_id, quantity } of plan.plans.flatMap(({ pieces }) => pieces)) {
          sent.set(line_id, (sent.get(line_id) ?? 0) + quantity);
        }
        const free = new Map(freePieces(wide.lines).map(({ line_id, quantity }) => [line_id, quantity]));
        for (const [line_id, quantity] of sent) expect(quantity).toBeLessThanOrEqual(free.get(line_id) ?? 0);
      }),
    );
  });
});
