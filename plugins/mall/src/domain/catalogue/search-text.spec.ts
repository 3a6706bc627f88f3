import { describe, expect, it } from "vitest";
import { compactOf, gramsOf, runsOf, searchKeys, spellingOf } from "./search-text";

const syllables = (han: string) => [...han].map((letter) => ({ 龙: "long", 井: "jing" })[letter] ?? "x");

describe("a text", () => {
  it("is split by script, whatever its width and case", () => {
    expect(runsOf("Ａｂ12恤%，c")).toEqual([
      { kind: "latin", text: "ab12" },
      { kind: "han", text: "恤" },
      { kind: "sign", text: "%" },
      { kind: "latin", text: "c" },
    ]);
    expect(compactOf("重磅 T 恤，XL")).toBe("重磅t恤xl");
  });

  it("is spelt in pinyin and initials, with the rest as it is", () => {
    expect(spellingOf("龙井 T-5", syllables)).toEqual({ letters: "longjingt5", initials: "ljt5" });
  });

  it("has each of its parts once", () => {
    expect(gramsOf("abab", 2)).toEqual(["ab", "ba"]);
    expect(gramsOf("a", 2)).toEqual([]);
  });

  it("keeps title and attributes apart, and of a description pairs alone", () => {
    const keys = searchKeys({ title: "龙井", attributes: ["", "T"], description: "井龙" }, syllables);
    expect(keys).toMatchObject({ title_key: "龙井", attribute_key: "t", letters: "longjing|t" });
    expect(keys.grams).toEqual(expect.arrayContaining(["h:龙", "w:t", "i:lj", "t:lon", "d:井龙"]));
    expect(keys.grams).not.toContain("d:龙井");
  });
});
