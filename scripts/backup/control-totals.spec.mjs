import { expect, test } from "vitest";
import { differencesOf } from "./control-totals.mjs";

const totals = {
  transfers: "4",
  moved_fen: "900",
  months: "1",
  last_hash: "ab",
  orders: "5",
  captured: "12.5",
};

test("totals that agree differ in nothing", () => {
  expect(differencesOf(totals, { ...totals })).toEqual([]);
});

test("each total that differs is named with both values", () => {
  expect(differencesOf(totals, { ...totals, orders: "4", last_hash: "cd" })).toEqual([
    "last_hash: ab ≠ cd",
    "orders: 5 ≠ 4",
  ]);
});
