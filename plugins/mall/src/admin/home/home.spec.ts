import { expect, it } from "vitest";
import { isComplete, KINDS, type Kind, newBlock, summaryOf } from "./home";

it("begins every kind of block, and says which have to be filled in first", () => {
  const blocks = (Object.keys(KINDS) as Kind[]).map((kind, index) => newBlock(kind, `b${index}`));
  expect(blocks.filter(isComplete).map(({ kind }) => kind)).toEqual([
    "search",
    "icons",
    "products",
    "spacer",
  ]);
  for (const block of blocks) expect(typeof summaryOf(block)).toBe("string");
});

it("takes a group of chosen goods once goods are chosen", () => {
  const block = { id: "b", kind: "products", title: "推荐", layout: "grid", limit: 8 } as const;
  expect(isComplete({ ...block, source: { kind: "products", ids: [] } })).toBe(false);
  expect(isComplete({ ...block, source: { kind: "products", ids: ["prod_1"] } })).toBe(true);
  expect(isComplete({ ...block, source: { kind: "category", id: "" } })).toBe(false);
});
