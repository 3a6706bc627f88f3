import { expect, it } from "vitest";
import { differenceOf } from "./difference";

const name = (expected: object | null, found: object | null) =>
  differenceOf("balances", "balance", {
    key: "57",
    expected: expected as Record<string, unknown> | null,
    found: found as Record<string, unknown> | null,
  });

it("names the first field that differs, with both values", () => {
  expect(name({ owner: "7", fen: "10" }, { fen: "9", owner: "7", more: 1 })).toEqual({
    check: "balances",
    table: "balance",
    key: "57",
    field: "fen",
    expected: "10",
    found: "9",
  });
  expect(name({ fen: null }, { fen: "1" })).toMatchObject({ expected: "nothing", found: "1" });
});

it("names rows that are missing and rows too many", () => {
  expect(name({ fen: "1" }, null)).toMatchObject({ field: "row", expected: "a row", found: "no row" });
  expect(name(null, { fen: "1" })).toMatchObject({ field: "row", expected: "no row", found: "a row" });
});

it("finds nothing where nothing differs, numbers or text", () => {
  expect(name({ fen: 10 }, { fen: "10" })).toBeNull();
  expect(name(null, null)).toBeNull();
});
