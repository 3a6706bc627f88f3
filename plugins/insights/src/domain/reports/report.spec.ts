import { expect, test } from "vitest";
import { bpsOf, compare, tableOf } from "./report";

test("a share of nothing is none, and a fraction is never rounded up", () => {
  expect([bpsOf(1, 0), bpsOf(2, 3), bpsOf(10n, 10n)]).toEqual([null, 6_666, 10_000]);
});

test("figures stand beside those of the period before; fen are strings", () => {
  expect(
    compare({ net_fen: "fen", orders: "count" }, { net_fen: 5n, orders: 1 }, { net_fen: 0n, orders: 0 }),
  ).toEqual([
    { key: "net_fen", kind: "fen", value: "5", previous: "0" },
    { key: "orders", kind: "count", value: 1, previous: 0 },
  ]);
});

test("a table's rows hold its columns and nothing else", () => {
  const row = { a: 1, b: 2 };
  expect(tableOf("t", { a: "count" }, [row]).rows).toEqual([{ a: 1 }]);
});
