import { expect, test } from "vitest";
import { unstorableField } from "./unstorable-field";

const nested = (depth: number): unknown => (depth === 0 ? "x" : { a: nested(depth - 1) });

test.each([
  [{ items: [{ title: "a\0b" }] }, "items.0.title"],
  [{ metadata: { "a\0": 1 } }, "metadata"],
  [{ note: "\ud800" }, "note"],
  ["\0", ""],
  [nested(60), Array<string>(40).fill("a").join(".")],
])("%j is refused at %s", (body, field) => {
  expect(unstorableField(body)).toBe(field);
});

test.each([undefined, null, {}, "茶", { a: [1, true, null, "😀\n\t"] }, Buffer.from("\0"), nested(30)])(
  "%j can be kept",
  (body) => {
    expect(unstorableField(body)).toBeUndefined();
  },
);
