import { expect, it } from "vitest";
import { isStorable, unstorablePath } from "./storable-text";

it("finds the text that the database cannot keep, wherever it stands", () => {
  expect(unstorablePath({ items: [{ id: "a" }, { id: "b\u0000" }] })).toBe("items.1.id");
  expect(unstorablePath({ remark: "\ud83c" })).toBe("remark");
  expect(unstorablePath("\u0000")).toBe("");
});

it("has nothing against any other text or value", () => {
  expect(
    unstorablePath({ name: "藤蔓 🌿\n\t", count: 1, none: null, absent: undefined, big: 1n }),
  ).toBeNull();
  expect(isStorable("𠮷野家")).toBe(true);
});
