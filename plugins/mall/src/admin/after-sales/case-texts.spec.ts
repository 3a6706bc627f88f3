import { expect, it } from "vitest";
import { timeLeft } from "./case-texts";

it.each([
  ["2026-11-24T03:59:59Z", "剩 47 小时"],
  ["2026-11-26T04:00:00Z", "剩 4 天"],
  ["2026-11-22T04:59:00Z", "剩 59 分钟"],
  ["2026-11-22T04:00:30Z", "已到期"],
  ["2026-11-21T04:00:00Z", "已到期"],
])("an answer due at %s: %s", (answer_by, words) => {
  expect(timeLeft(answer_by, new Date("2026-11-22T04:00:00Z"))).toBe(words);
});
