import { expect, test } from "vitest";
import { fenOf } from "./medusa-amounts";

test.each([
  ["134.10000000000000000001", 13_410n],
  ["134.09999999999999999999", 13_410n],
  ["19.9", 1990n],
  ["-0.01", -1n],
])("Medusa's %s yuan is meant as whole fen", (value, fen) => {
  expect(fenOf({ value })).toBe(fen);
});

test("a real fraction of a fen is refused, however small", () => {
  expect(() => fenOf("19.905")).toThrow("fraction_of_a_fen");
  expect(() => fenOf("19.9000001")).toThrow("fraction_of_a_fen");
});
