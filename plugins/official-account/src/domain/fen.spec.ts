import { expect, it } from "vitest";
import { fenOf } from "./fen";

it.each([
  ["19.9", 1990n],
  ["0.01", 1n],
  [20, 2000n],
  ["1234567.80000", 123456780n],
  [undefined, 0n],
  [null, 0n],
])("%s yuan are %s fen", (amount, fen) => {
  expect(fenOf(amount)).toBe(fen);
});
