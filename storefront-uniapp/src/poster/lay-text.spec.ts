import { describe, expect, it } from "vitest";
import { layText, maskedName } from "./lay-text";

const oneEach = (text: string) => [...text].length;

describe("text on a poster", () => {
  it.each([
    ["tea", 5, 2, ["tea"]],
    ["green tea", 5, 2, ["green", "tea"]],
    ["abcdefghij", 4, 2, ["abcd", "efg…"]],
    ["", 4, 2, []],
  ])("%s in %i × %i", (text, width, lines, expected) => {
    expect(layText(text, width, lines, oneEach)).toEqual(expected);
  });
});

it("shows the first character of a name alone", () => {
  expect(maskedName("Lin")).toBe("L**");
  expect(maskedName("")).toBe("");
});
