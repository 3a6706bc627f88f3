import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvRow, yuanText } from "./spreadsheet";

it.each([
  [0n, "0.00"],
  [5n, "0.05"],
  [1_990n, "19.90"],
  [-1n, "-0.01"],
  [123_456_789n, "1234567.89"],
])("%d fen are %s yuan", (fen, text) => {
  expect(yuanText(fen)).toBe(text);
});

describe("a row", () => {
  it("quotes what holds commas, quotes and line ends", () => {
    expect(csvRow(["a,b", 'say "hi"', "two\nlines", null, 3])).toBe('"a,b","say ""hi""","two\nlines",,3\r\n');
  });

  it("keeps amounts as numbers, negative ones too", () => {
    expect(csvRow([{ fen: -1_990n }])).toBe("-19.90\r\n");
  });

  it("keeps a long number whole, and anything else that calls itself one is text", () => {
    expect(csvRow([{ long_number: "11010119900307001X" }])).toBe("\t11010119900307001X\r\n");
    expect(csvRow([{ long_number: "=1+1" }])).toBe("'=1+1\r\n");
  });

  it.each([
    "6222021234567890123",
    "622202123456",
    "0571",
    "12E34",
    "1.5e+7",
    "6222 0212 3456 7890",
    "  007 ",
  ])("keeps %j as it was written, whoever forgot to say that it is a number", (text) => {
    expect(csvRow([text])).toBe(`\t${text}\r\n`);
  });

  it.each(["19.90", "2026-11-29", "33%", "3", "62220212345", "01JD2QK3", "第 12 层", "0"])(
    "leaves %j alone",
    (text) => {
      expect(csvRow([text])).toBe(`${text}\r\n`);
    },
  );

  it.each(["=1+1", "+86", "-cmd", "@SUM(A1)", "\t=1", ' =HYPERLINK("x")', "＝1"])(
    "makes no formula of %j",
    (text) => {
      expect(csvRow([text]).replace(/^"/, "").startsWith("'")).toBe(true);
    },
  );
});

it("law: a text is read back as it was, but for the guard", () => {
  const read = (row: string) => {
    const body = row.slice(0, -2);
    const text = body.startsWith('"') ? body.slice(1, -1).replaceAll('""', '"') : body;
    return /^['\t]/.test(text) ? text.slice(1) : text;
  };
  const digits = fc.stringMatching(/^[0-9 ,.eE]{1,24}$/);
  const texts = fc.oneof(fc.string(), digits).filter((text) => !text.startsWith("'"));
  fc.assert(
    fc.property(texts, (text) => {
      expect(read(csvRow([text]))).toBe(text);
    }),
  );
});
