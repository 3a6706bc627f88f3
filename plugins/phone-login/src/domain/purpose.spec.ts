import { expect, it } from "vitest";
import { PURPOSES } from "./purpose";

it("keeps logging in, linking and confirming apart", () => {
  expect(new Set(PURPOSES).size).toBe(3);
});
