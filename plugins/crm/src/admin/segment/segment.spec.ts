import { expect, test } from "vitest";
import { type Expression, expressionOf, rowOf, rowsOf } from "./segment";

test("lines become the expression that the server reads, and come back as they were", () => {
  const rows = [
    rowOf("last_order"),
    { ...rowOf("net_fen"), value: "19.9" },
    { ...rowOf("tag"), value: "ctag_1", is_not: true },
    rowOf("follows"),
    { ...rowOf("birthday_month"), value: "12" },
  ];
  const expression = expressionOf(rows, "all");
  expect(expression).toEqual({
    all: [
      { field: "last_order", op: "within", days: 30 },
      { field: "net_fen", op: "at_least", value: "1990" },
      { not: { field: "tag", ids: ["ctag_1"] } },
      { field: "follows", value: true },
      { field: "birthday_month", months: [12] },
    ],
  });
  const back = rowsOf(expression as Expression);
  expect(back && expressionOf(back.rows, back.join)).toEqual(expression);
});

test("what is not finished is nothing yet, and what the form cannot say is not taken apart", () => {
  expect(expressionOf([], "all")).toBeNull();
  for (const value of ["", "0", "x", "99999"]) {
    expect(expressionOf([{ ...rowOf("last_order"), value }], "all")).toBeNull();
  }
  expect(rowsOf({ field: "rfm", r: [0] })).toBeNull();
  expect(rowsOf({ all: [{ any: [{ field: "orders", op: "at_least", value: 1 }] }] })).toBeNull();
});
