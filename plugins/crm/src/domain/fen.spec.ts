import { expect, it } from "vitest";
import { fenOfSum } from "./fen";

it("amounts are added before they are rounded, and no float takes part", () => {
  expect(fenOfSum(["0.1", 0.2, "19.90"])).toBe(2_020n);
  expect(fenOfSum(["0.004", "0.004"])).toBe(1n);
  expect(fenOfSum(["-1.50"])).toBe(-150n);
  expect(fenOfSum([])).toBe(0n);
  expect(() => fenOfSum(["1e3"])).toThrow(TypeError);
});
