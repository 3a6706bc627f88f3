import { expect, it } from "vitest";
import { adminQuestionListShape, QUESTION_LIMITS, questionShape } from "./question";

it.each([
  ["能放洗碗机吗？", true],
  [" 几 ", false],
  ["", false],
  ["问".repeat(QUESTION_LIMITS.text + 1), false],
])("a question such as %s is one: %s", (text, isOne) => {
  expect(questionShape.safeParse({ text }).success).toBe(isOne);
});

it("is asked in one's own name unless it is said otherwise", () => {
  expect(questionShape.parse({ text: " 几号发货？ " })).toEqual({ text: "几号发货？", is_anonymous: false });
});

it("is listed by what is to be done", () => {
  expect(adminQuestionListShape.parse({ state: "unanswered" })).toEqual({ state: "unanswered", limit: 10 });
  expect(adminQuestionListShape.safeParse({ state: "open" }).success).toBe(false);
});
