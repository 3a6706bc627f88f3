import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FractionOfFenError, fenFromYuan, yuanFromFen } from "./fen";

describe("fen", () => {
  it.each([
    ["19.90", 1990n],
    ["19.9", 1990n],
    ["0.01", 1n],
    ["0.010000", 1n],
    ["12", 1200n],
    ["-3.05", -305n],
    ["99999999999999999999.99", 9999999999999999999999n],
  ])("%s yuan are %s fen", (yuan, fen) => {
    expect(fenFromYuan(yuan)).toBe(fen);
  });

  it.each(["0.001", "19.905", "1e3", "", ".5", "1,000", "NaN", "0.30000000000000004", " 1"])(
    "refuses %j",
    (yuan) => {
      expect(() => fenFromYuan(yuan)).toThrow(FractionOfFenError);
    },
  );

  it("law: there and back again is the same amount", () => {
    fc.assert(fc.property(fc.bigInt(), (fen) => fenFromYuan(yuanFromFen(fen)) === fen));
  });
});
