import { describe, expect, it } from "vitest";
import { csv, edited, feeYuan, fenOf, sumOf, yuan } from "./bill-table.js";

describe("amounts in a bill", () => {
  it.each([
    [0, "0.00"],
    [5, "0.05"],
    [1990, "19.90"],
    [-12, "-0.12"],
    [-123456, "-1234.56"],
  ])("%d fen are %s yuan, there and back", (fen, text) => {
    expect(yuan(fen)).toBe(text);
    expect(fenOf(text)).toBe(fen);
    expect(fenOf(feeYuan(fen))).toBe(fen);
  });

  it("count nothing when they are none", () => {
    for (const text of [undefined, "", "1", "1.2", "x", "1.005"]) expect(fenOf(text)).toBe(0);
  });
});

describe("a bill's text", () => {
  const table = {
    columns: ["号", "金额"],
    rows: [
      ["a,b", "1.00"],
      ["c\nd", "2.50"],
    ],
    summary: (rows: readonly Record<string, string>[]) => ({ 总额: yuan(sumOf(rows, "金额")) }),
  };

  it("starts with a byte order mark, quotes values by a backtick and ends with the summary", () => {
    expect(csv(table)).toBe("\uFEFF号,金额\r\n`a,b,`1.00\r\n`c\\nd,`2.50\r\n总额\r\n`3.50\r\n");
  });

  it("follows its edits, summary included, and leaves the table as it was", () => {
    const changed = edited(table, [
      { id: "1", bill: "trade", date: "", action: "change", number: "a,b", column: "金额", value: "9.00" },
      { id: "2", bill: "trade", date: "", action: "remove", number: "c\nd" },
      { id: "3", bill: "trade", date: "", action: "add", row: { 金额: "0.50" } },
    ]);
    expect(changed.rows).toEqual([
      ["a,b", "9.00"],
      ["", "0.50"],
    ]);
    expect(csv(changed)).toContain("`9.50");
    expect(table.rows[0]).toEqual(["a,b", "1.00"]);
  });
});
