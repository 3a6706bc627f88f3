import { expect, it } from "vitest";
import { readUntil } from "./read-all";

const numbers = async (from = 0) => {
  const next = from + 3;
  return { items: [from, from + 1, from + 2], next: next < 12 ? next : undefined };
};

it("reads on until enough pass", async () => {
  expect(await readUntil(numbers, undefined, (one) => one % 2 === 0, 3)).toEqual({
    items: [0, 2, 4],
    next: 6,
  });
});

it("stops where the list ends", async () => {
  expect(await readUntil(numbers, 6, (one) => one > 10, 5)).toEqual({ items: [11], next: undefined });
});
