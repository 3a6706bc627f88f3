import fc from "fast-check";
import { expect, it } from "vitest";
import { canonicalText, jsonOf } from "./json";

it("fen and moments travel as text, everything else as it is", () => {
  const value = { fen: 1_990n, at: new Date(0), list: [{ fen: 1n }], none: null, count: 2 };
  expect(jsonOf(value)).toEqual({
    fen: "1990",
    at: "1970-01-01T00:00:00.000Z",
    list: [{ fen: "1" }],
    none: null,
    count: 2,
  });
});

it("law: equal content is equal text, whatever the order of keys", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const reversed = Object.fromEntries(Object.entries(value).reverse());
      expect(canonicalText(reversed)).toBe(canonicalText(value));
      expect(JSON.parse(canonicalText(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

it("different amounts and moments are different text", () => {
  expect(canonicalText({ fen: 1n })).not.toBe(canonicalText({ fen: 2n }));
  expect(canonicalText(new Date(0))).not.toBe(canonicalText(new Date(1)));
  expect(canonicalText({ a: undefined })).toBe("{}");
});
