import { expect, test } from "vitest";
import { inVariantOrder } from "./option-order";

test("values stand as the merchant ranked the variants", () => {
  expect(inVariantOrder(["250g", "50g", "100g"], ["50g", "50g", "100g", "250g"])).toEqual([
    "50g",
    "100g",
    "250g",
  ]);
});

test("a value no variant has comes last", () => {
  expect(inVariantOrder(["1kg", "50g", "5kg"], ["50g", undefined])).toEqual(["50g", "1kg", "5kg"]);
});
