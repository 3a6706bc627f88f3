import { expect, test } from "vitest";
import { searchesOf } from "./searches";

test("what was not found stands in a table of its own, the most wanted first", () => {
  const found = { term: "茶", searches: 9, visitors: 5, without_result: 0 };
  const rare = { term: "伞", searches: 1, visitors: 1, without_result: 1 };
  const wanted = { term: "杯", searches: 4, visitors: 4, without_result: 3 };
  const { figures, tables } = searchesOf([found, wanted, rare], []);
  expect(tables[1]?.rows.map(({ term }) => term)).toEqual(["杯", "伞"]);
  expect(figures.find(({ key }) => key === "missed")?.value).toBe(2_857);
});
