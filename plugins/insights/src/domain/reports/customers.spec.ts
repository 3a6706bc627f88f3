import { expect, test } from "vitest";
import { customersOf } from "./customers";

test("a cohort's months are shares of its size", () => {
  const { figures, tables } = customersOf(
    { buyers: 10, new_buyers: 6, repeat_buyers: 4, orders: 15 },
    { buyers: 0, new_buyers: 0, repeat_buyers: 0, orders: 0 },
    [
      { month: "2026-10", months_later: 0, customers: 8 },
      { month: "2026-10", months_later: 2, customers: 2 },
      { month: "2026-09", months_later: 0, customers: 1 },
    ],
  );
  expect(tables[0]?.rows).toMatchObject([
    { month: "2026-09", size: 1, month_1: 0 },
    { month: "2026-10", size: 8, month_1: 0, month_2: 2_500 },
  ]);
  expect(figures.find(({ key }) => key === "repurchase")).toMatchObject({ value: 4_000, previous: null });
});
