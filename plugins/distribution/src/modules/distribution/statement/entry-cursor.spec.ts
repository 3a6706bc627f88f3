import { expect, it } from "vitest";
import { decodeEntryCursor, encodeEntryCursor } from "./entry-cursor";

const position = {
  posted: "2026-03-31T15:59:59.999999Z",
  source: "ref_01J/ordli_01J",
  tier: 2,
  kind: 3,
};

it("comes back as it was, to the microsecond", () => {
  expect(decodeEntryCursor(encodeEntryCursor(position))).toEqual(position);
});

it.each([
  "",
  "nonsense",
  encodeEntryCursor({ ...position, posted: "2026-13-31T15:59:59.999999Z" }),
  encodeEntryCursor({ ...position, source: "a b" }),
  encodeEntryCursor({ ...position, source: "'; drop table" }),
  encodeEntryCursor({ ...position, kind: -1 }),
])("a text that is none of ours is nothing: %s", (text) => {
  expect(decodeEntryCursor(text)).toBeNull();
});
