import { expect, it } from "vitest";
import { type Review, starsText, stateOf } from "./review";

const review = { answer: undefined, hidden: undefined } as unknown as Review;
const answer = { text: "抱歉，已为您补发", at: "2026-11-30T00:00:00.000Z" };

it("waits for an answer, has one, or is hidden, which counts most", () => {
  expect(stateOf(review).label).toBe("待回复");
  expect(stateOf({ ...review, answer }).label).toBe("已回复");
  expect(stateOf({ ...review, answer, hidden: { reason: "insult", at: answer.at } }).label).toBe("已隐藏");
});

it("shows its stars out of five", () => {
  expect([1, 5].map(starsText)).toEqual(["★☆☆☆☆", "★★★★★"]);
});
