import { expect, test } from "vitest";
import { isUnanswerable } from "./unanswerable-question";

test.each([
  [{ code: "22007", message: 'invalid input syntax for type timestamp: "xyz"' }, true],
  [{ code: "22P02", message: "invalid input value for enum" }, true],
  [new Error("Trying to order by not existing property Order.nonsense"), true],
  [{ code: "42P01", message: "relation does not exist" }, false],
  [{ code: "53300", message: "too many connections" }, false],
  [new Error("Cannot read properties of undefined"), false],
  ["22007", false],
  [null, false],
])("reading fails with %j: the asker's fault is %s", (error, isTheirs) => {
  expect(isUnanswerable("GET", error)).toBe(isTheirs);
  expect(isUnanswerable("POST", error)).toBe(false);
});
