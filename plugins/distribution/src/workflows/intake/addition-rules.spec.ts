import { describe, expect, it } from "vitest";
import { laterCollections, type OrderCollection, ownCollections, paysFor } from "./addition-rules";

const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 12, minute));

function collection(
  id: string,
  created: number,
  captured: number | null,
  own: Partial<OrderCollection> = {},
) {
  return {
    ...{ id, order_id: "order_1", is_canceled: false, amount_fen: 1_000n, created_at: at(created) },
    captured_at: captured === null ? null : at(captured),
    ...own,
  };
}

const first = collection("paycol_1", 0, 1);
const second = collection("paycol_2", 10, 12);
const third = collection("paycol_3", 20, 25);
const idsOf = (collections: OrderCollection[]) =>
  laterCollections(collections).map(({ collection: { id }, previous_at }) => [id, previous_at]);

describe("the payments after an order's own", () => {
  it("are all but the first, each with the capture before it, in whatever order they are read", () => {
    const expected = [
      ["paycol_2", at(1)],
      ["paycol_3", at(12)],
    ];
    expect(idsOf([first, second, third])).toEqual(expected);
    expect(idsOf([third, first, second])).toEqual(expected);
  });

  it("do not count one that was canceled before any money came", () => {
    const canceled = collection("paycol_0", -5, null, { is_canceled: true });
    expect(idsOf([canceled, first, second])).toEqual([["paycol_2", at(1)]]);
    expect(idsOf([canceled, first])).toEqual([]);
  });

  it("wait for their money", () => {
    expect(idsOf([first, collection("paycol_2", 10, null)])).toEqual([]);
  });

  it("are told apart by their orders", () => {
    const other = collection("paycol_9", 5, 6, { order_id: "order_2" });
    expect(idsOf([first, other, second])).toEqual([["paycol_2", at(1)]]);
  });
});

describe("an order's own payment", () => {
  it("is the first that was not canceled before any money came, paid or not", () => {
    const canceled = collection("paycol_0", -5, null, { is_canceled: true });
    const refunded = collection("paycol_7", -4, -3, { is_canceled: true, order_id: "order_2" });
    const own = ownCollections([second, canceled, refunded, first]);
    expect([...own].map(([order_id, { id }]) => [order_id, id])).toEqual([
      ["order_2", "paycol_7"],
      ["order_1", "paycol_1"],
    ]);
    expect(ownCollections([collection("paycol_1", 0, null)]).get("order_1")?.captured_at).toBeNull();
  });
});

describe("a change", () => {
  const confirmed = (minute: number) => ({ confirmed_at: at(minute) });

  it("is paid for by the first payment after it", () => {
    expect(paysFor(second, at(1), confirmed(9))).toBe(true);
    expect(paysFor(third, at(12), confirmed(9))).toBe(false);
    expect(paysFor(second, at(1), confirmed(13))).toBe(false);
    expect(paysFor(third, at(12), confirmed(13))).toBe(true);
  });
});
