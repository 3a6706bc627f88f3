import { expect, it } from "vitest";
import { PURPOSES } from "./purpose";

it("keeps choosing a password and linking apart", () => {
  expect(new Set(PURPOSES).size).toBe(2);
});
