import { expect, it } from "vitest";
import { readCost } from "./cost";

it.each([
  [650, 650n],
  ["0", 0n],
  [" 650 ", 650n],
  ["999999999999", 999_999_999_999n],
  ["1000000000000", null],
  ["6.5", null],
  [6.5, null],
  [-1, null],
  ["", null],
  [undefined, null],
  [{ fen: 1 }, null],
])("a cost written as %s is %s", (written, cost) => expect(readCost(written)).toBe(cost));
