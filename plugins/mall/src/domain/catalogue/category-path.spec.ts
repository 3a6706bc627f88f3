import { describe, expect, it } from "vitest";
import { shownPaths } from "./category-path";

const category = (id: string, parent_category_id: string | null, change = {}) => ({
  id,
  parent_category_id,
  is_active: true,
  is_internal: false,
  ...change,
});

describe("the path of a category", () => {
  it("begins at the top and ends with the category", () => {
    const paths = shownPaths([category("c", "b"), category("a", null), category("b", "a")]);
    expect(paths).toEqual(
      new Map([
        ["a", ["a"]],
        ["b", ["a", "b"]],
        ["c", ["a", "b", "c"]],
      ]),
    );
  });

  it.each([{ is_active: false }, { is_internal: true }])(
    "is missing below what is hidden by %o",
    (hidden) => {
      const paths = shownPaths([category("a", null), category("b", "a", hidden), category("c", "b")]);
      expect([...paths.keys()]).toEqual(["a"]);
    },
  );

  it("is missing for circles and for what hangs on nothing", () => {
    expect(shownPaths([category("a", "b"), category("b", "a"), category("c", "gone")]).size).toBe(0);
  });
});
