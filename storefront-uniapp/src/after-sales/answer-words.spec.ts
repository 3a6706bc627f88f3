import { expect, it } from "vitest";
import { answerWords } from "./answer-words";

it.each([
  [2 * 86_400 - 1, "商家还有 1 天 23 小时处理，逾期系统自动同意"],
  [86_400 - 1, "商家还有 23 小时 59 分钟处理，逾期系统自动同意"],
  [3_599, "商家还有 59 分钟处理，逾期系统自动同意"],
  [59, "商家逾期未处理，系统即将自动同意"],
  [0, "商家逾期未处理，系统即将自动同意"],
])("%i seconds are %s", (seconds, words) => expect(answerWords(seconds)).toBe(words));
