import { expect, test } from "vitest";
import { PAGE_SIZES, storedPageSize, storePageSize } from "./page-size";

test("a list remembers its page size; what is none of the sizes is the smallest", () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  expect(storedPageSize("payouts", PAGE_SIZES, storage)).toBe(20);
  storePageSize("payouts", 100, storage);
  expect([
    storedPageSize("payouts", PAGE_SIZES, storage),
    storedPageSize("risk", PAGE_SIZES, storage),
  ]).toEqual([100, 20]);
  storePageSize("payouts", 7, storage);
  expect(storedPageSize("payouts", PAGE_SIZES, storage)).toBe(20);
});
