import { describe, expect, it } from "vitest";
import { fenOfTyped, timeLeft, typedYuan, yuan } from "./words";

describe("amounts in the merchant's fields", () => {
  it.each([
    ["19.9", "1990"],
    ["19", "1900"],
    ["0.01", "1"],
    [" 8.00 ", "800"],
    ["1.999", null],
    ["-1", null],
    ["", null],
    ["abc", null],
  ])("%j is %s fen", (typed, fen) => expect(fenOfTyped(typed)).toBe(fen));

  it("stand as they are read back", () => {
    expect([yuan("5"), yuan("1990"), typedYuan("123456")]).toEqual(["¥0.05", "¥19.90", "1234.56"]);
    expect(fenOfTyped(typedYuan("1990"))).toBe("1990");
  });
});

it.each([
  ["2026-11-24T03:59:59Z", "剩 47 小时"],
  ["2026-11-26T04:00:00Z", "剩 4 天"],
  ["2026-11-22T04:59:00Z", "剩 59 分钟"],
  ["2026-11-22T04:00:30Z", "已到期"],
  ["2026-11-21T04:00:00Z", "已到期"],
])("an answer due at %s: %s", (answer_by, words) => {
  expect(timeLeft(answer_by, new Date("2026-11-22T04:00:00Z"))).toBe(words);
});
