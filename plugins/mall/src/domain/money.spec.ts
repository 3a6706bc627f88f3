import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  FractionOfFenError,
  fenOf,
  MOST_FEN,
  majorUnitsOf,
  NotAnAmountError,
  nearestFenOf,
  nearestFenOfPieces,
  PARTS_PER_FEN,
  partsOfFen,
  readPriceFen,
  reckonedFenOf,
  roundPartsToFen,
  wholePieces,
} from "./money";

describe("fenOf", () => {
  it.each([
    [19.9, 1990n],
    ["19.90", 1990n],
    ["0.01", 1n],
    [0, 0n],
    [1e21, 100_000_000_000_000_000_000_000n],
    ["1e-2", 1n],
    [-5.5, -550n],
    [{ value: "19.9000000" }, 1990n],
    [{ raw: { value: "7" } }, 700n],
    [3n, 300n],
  ])("reads %s exactly", (amount, fen) => expect(fenOf(amount)).toBe(fen));

  it.each([0.001, "19.999", { value: "33.333333333333333333" }, 1e-7])(
    "refuses the fraction in %s",
    (amount) => expect(() => fenOf(amount)).toThrow(FractionOfFenError),
  );

  it("refuses what is no amount", () => expect(() => fenOf("¥19")).toThrow(TypeError));

  it.each(["1e1000000", "1e-999999999", "NaN", "", {}])("refuses %j without reckoning it", (amount) =>
    expect(() => fenOf(amount as never)).toThrow(NotAnAmountError),
  );

  it("gives back what majorUnitsOf wrote", () => {
    fc.assert(
      fc.property(fc.bigInt(), (fen) => {
        expect(fenOf(majorUnitsOf(fen))).toBe(fen);
      }),
    );
  });
});

describe("readPriceFen", () => {
  it.each([
    [19.9, 1990n],
    [0, 0n],
    [{ value: "19.9000" }, 1990n],
    [10_000_000, MOST_FEN],
  ])("reads %j", (amount, fen) => expect(readPriceFen(amount)).toEqual({ kind: "fen", fen }));

  it.each([
    [null, "missing"],
    [undefined, "missing"],
    [19.999, "fraction_of_fen"],
    [-5, "negative"],
    [-0.001, "fraction_of_fen"],
    [10_000_000.01, "too_large"],
    [1e15, "too_large"],
    ["1e1000000", "not_an_amount"],
    [Number.NaN, "not_an_amount"],
    ["", "not_an_amount"],
    [{}, "not_an_amount"],
    [{ raw: null }, "not_an_amount"],
    [[1], "not_an_amount"],
    [true, "not_an_amount"],
  ])("says of %j that it is %s", (amount, fault) => {
    expect(readPriceFen(amount)).toMatchObject({ kind: "fault", fault });
  });

  it("law: answers for whatever it is given", () => {
    fc.assert(
      fc.property(fc.anything(), (amount) => {
        expect(["fen", "fault"]).toContain(readPriceFen(amount).kind);
      }),
    );
  });
});

describe("reckonedFenOf", () => {
  it.each(["134.10000000000000000001", "134.09999999999999999999", 134.1])("hears ¥134.10 in %s", (amount) =>
    expect(reckonedFenOf(amount)).toBe(13_410n),
  );
  it("refuses a real fraction", () => expect(() => reckonedFenOf("134.1001")).toThrow(FractionOfFenError));
});

describe("partsOfFen", () => {
  it("adds three thirds up to the whole", () => {
    const third = { value: "33.333333333333333333" };
    expect(roundPartsToFen(3n * partsOfFen(third))).toBe(10_000n);
  });

  it("rounds exactly half up, on both sides of zero", () => {
    expect(roundPartsToFen(partsOfFen("0.125"))).toBe(13n);
    expect(roundPartsToFen(partsOfFen("0.1249"))).toBe(12n);
    expect(roundPartsToFen(-PARTS_PER_FEN / 2n)).toBe(0n);
    expect(roundPartsToFen(-PARTS_PER_FEN / 2n - 1n)).toBe(-1n);
  });

  it("keeps whole fen whole", () => {
    fc.assert(
      fc.property(fc.bigInt(), (fen) => {
        expect(roundPartsToFen(partsOfFen(majorUnitsOf(fen)))).toBe(fen);
      }),
    );
  });
});

describe("what stands in an order already", () => {
  it.each([
    [9.999, 1000n],
    ["0.005", 1n],
    ["0.0049", 0n],
    [{ value: "-9.999" }, -1000n],
    [19.9, 1990n],
  ])("is read as the nearest fen: %s", (amount, fen) => expect(nearestFenOf(amount)).toBe(fen));

  it.each([
    [30, 1.5, 4500n],
    ["9.999", 3, 3000n],
    [{ value: "0.01" }, 0.5, 1n],
    [19.9, 0, 0n],
  ])("is reckoned exactly and rounded once: %s × %s", (price, pieces, fen) =>
    expect(nearestFenOfPieces(price, pieces)).toBe(fen),
  );

  it.each([
    [1.5, 2],
    [0.1, 1],
    [2.4, 2],
    [3, 3],
    [0, 0],
    [-1, 0],
  ])("is counted in whole pieces: %s", (quantity, pieces) => expect(wholePieces(quantity)).toBe(pieces));
});
