import { expect, test } from "vitest";
import {
  bpsOfPercent,
  fenOfYuan,
  planRate,
  rateText,
  shareOf,
  signedYuan,
  yuan,
  yuanOfFen,
  yuanOrDash,
} from "./amounts";

test("fen are read as yuan to the last fen, however large", () => {
  expect(["0", "5", "1990", "123456789", "-150"].map(yuan)).toEqual([
    "¥0.00",
    "¥0.05",
    "¥19.90",
    "¥1,234,567.89",
    "−¥1.50",
  ]);
  expect([yuanOrDash(null), yuanOrDash(undefined), yuanOrDash("0")]).toEqual(["—", "—", "¥0.00"]);
  expect([signedYuan(6_845n), signedYuan(0n), signedYuan(-1n)]).toEqual(["+¥68.45", "¥0.00", "−¥0.01"]);
});

test.each([
  ["19.9", "1990"],
  ["19", "1900"],
  ["0.01", "1"],
  ["007", "700"],
  [" 8.00 ", "800"],
  ["1.999", null],
  ["-1", null],
  ["", null],
  ["abc", null],
])("%j as typed is %s fen", (typed, fen) => expect(fenOfYuan(typed)).toBe(fen));

test("what stands in a field is read back as the same amount", () => {
  expect(["5", "1990", "123456"].map((fen) => fenOfYuan(yuanOfFen(fen)))).toEqual(["5", "1990", "123456"]);
});

test("percentages are typed with at most two decimals", () => {
  expect(["7.5", "0.01", "100", "1.234", "x"].map(bpsOfPercent)).toEqual([750, 1, 10_000, null, null]);
});

test("shares have one decimal and none where there is no whole", () => {
  expect([shareOf("738", "1000"), shareOf("7381", "10000"), shareOf("1", "0"), shareOf("1", "3")]).toEqual([
    "73.8%",
    "73.8%",
    "—",
    "33.3%",
  ]);
});

test("a line is paid by a share or by the piece, and a plan names its rates likewise", () => {
  expect(rateText({ rate_bps: 750, fixed_fen: null, quantity: 2 })).toBe("7.5%");
  expect(rateText({ rate_bps: null, fixed_fen: "500", quantity: 2 })).toBe("¥5.00 × 2");
  expect(rateText({ rate_bps: null, fixed_fen: null, quantity: 2 })).toBe("—");
  expect([planRate({ rate_bps: 1_000 }), planRate({ fixed_fen: "500" })]).toEqual(["10%", "每件 ¥5.00"]);
});
