import { expect, it } from "vitest";
import { csvLine, yuanCell } from "./csv";

it("a cell that a spreadsheet would run is text, and quotes and commas stay in their cell", () => {
  expect(csvLine(["=1+1", "@SUM(A1)", "+8613800138000", '说"好",真的', null, 3, "-5.00"])).toBe(
    `'=1+1,'@SUM(A1),'+8613800138000,"说""好"",真的",,3,-5.00\r\n`,
  );
});

it("fen are yuan with two decimals", () => {
  expect(["0", "5", "1990", "-150"].map(yuanCell)).toEqual(["0.00", "0.05", "19.90", "-1.50"]);
});
