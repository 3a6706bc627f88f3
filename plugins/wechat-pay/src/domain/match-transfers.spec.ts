import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BookedTransfer, matchTransfers, transfersOf } from "./match-transfers";

const sent = (out_bill_no: string, amount_fen: bigint) => ({ out_bill_no, amount_fen, is_income: false });
const returned = (out_bill_no: string, amount_fen: bigint) => ({ out_bill_no, amount_fen, is_income: true });
const books = (...transfers: BookedTransfer[]) => new Map(transfers.map((one) => [one.number, one]));
const nothing = { paid: [], released: [] };
const paid = (number: string, amount_fen: bigint): BookedTransfer => ({ number, amount_fen, state: "paid" });

describe("transfers of a day", () => {
  it("match when bill and books name the same amounts", () => {
    const bill = transfersOf([sent("a", 500n), sent("b", 300n), returned("b", 300n), sent("c", 70n)]);
    const booked = books(
      paid("a", 500n),
      { number: "b", amount_fen: 300n, state: "released" },
      { number: "c", amount_fen: 70n, state: "under_way" },
    );
    expect(matchTransfers(bill, booked, { ...nothing, paid: ["a"] })).toEqual([]);
  });

  it("that nobody promised are unknown", () => {
    expect(matchTransfers(transfersOf([sent("x", 500n)]), books(), nothing)).toEqual([
      { cause: "transfer_unknown", out_bill_no: "x", bill_fen: 500n },
    ]);
  });

  it("of another amount differ, also when one number left twice", () => {
    const booked = books(paid("a", 500n));
    for (const flows of [[sent("a", 499n)], [sent("a", 500n), sent("a", 500n)]]) {
      expect(matchTransfers(transfersOf(flows), booked, nothing)).toMatchObject([
        { cause: "transfer_amount_differs", shop_fen: 500n },
      ]);
    }
  });

  it("that came back although the books call them paid are named, also on a later day", () => {
    const booked = books(paid("a", 500n));
    for (const flows of [[sent("a", 500n), returned("a", 500n)], [returned("a", 500n)]]) {
      expect(matchTransfers(transfersOf(flows), booked, { ...nothing, paid: ["a"] })).toMatchObject([
        { cause: "transfer_returned_but_paid" },
      ]);
    }
  });

  it("that the books gave back on their day, and WeChat did not, are named; a way back of tomorrow is none", () => {
    const booked = books({ number: "a", amount_fen: 500n, state: "released" });
    const kept = transfersOf([sent("a", 500n)]);
    expect(matchTransfers(kept, booked, { ...nothing, released: ["a"] })).toEqual([
      { cause: "transfer_released_but_kept", out_bill_no: "a", bill_fen: 500n, shop_fen: 500n },
    ]);
    expect(matchTransfers(kept, booked, nothing)).toEqual([]);
    // Never sent: WeChat refused the request, and the money was never gone.
    expect(matchTransfers([], booked, { ...nothing, released: ["a"] })).toEqual([]);
  });

  it("that the books sent and the bill leaves out are named", () => {
    expect(matchTransfers([], books(paid("a", 500n)), { ...nothing, paid: ["a"] })).toEqual([
      { cause: "transfer_not_billed", out_bill_no: "a", shop_fen: 500n },
    ]);
  });

  it("law: the order of the bill's lines is irrelevant", () => {
    const flow = fc.record({
      out_bill_no: fc.constantFrom("a", "b", "c"),
      amount_fen: fc.constantFrom(1n, 2n),
      is_income: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(flow, { maxLength: 8 }), (flows) => {
        const causes = (lines: typeof flows) =>
          matchTransfers(transfersOf(lines), books(paid("a", 1n), paid("b", 2n)), {
            paid: ["a", "b"],
            released: ["b", "c"],
          })
            .map(({ cause, out_bill_no }) => `${out_bill_no} ${cause}`)
            .sort();
        expect(causes([...flows].reverse())).toEqual(causes(flows));
      }),
    );
  });
});
