import { expect, it } from "vitest";
import { answerWords } from "./answer-words";

it.each([
  [2 * 86_400 - 1, "商家须在 1 天 23 小时内处理，逾期自动同意"],
  [86_400 - 1, "商家须在 23 小时 59 分钟内处理，逾期自动同意"],
  [3_599, "商家须在 59 分钟内处理，逾期自动同意"],
  [59, "商家逾期未处理，即将自动同意"],
  [0, "商家逾期未处理，即将自动同意"],
])("%i seconds are %s", (seconds, words) => expect(answerWords(seconds)).toBe(words));
