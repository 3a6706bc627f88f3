import { expect, test } from "vitest";
import { waitForStep } from "./even-timing";

test.each([
  [7, 400],
  [95, 400],
  [399, 400],
  [400, 800],
  [650.5, 800],
])("an answer that took %f ms leaves after %i", (elapsed_ms, leaves_ms) => {
  expect(elapsed_ms + waitForStep(elapsed_ms)).toBeCloseTo(leaves_ms, 6);
});
