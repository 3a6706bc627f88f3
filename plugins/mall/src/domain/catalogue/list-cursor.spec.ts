import { describe, expect, it } from "vitest";
import { cursorOf, keyOfCursor } from "./list-cursor";

const MOMENT = "2026-11-29 22:38:00.123+00";

describe("a list's cursor", () => {
  it.each([
    ["newest", [MOMENT, "prod_1"]],
    ["default", ["2026-11-29 22:38:00+00", "prod_1"]],
    ["price_desc", ["1990", MOMENT, "prod_1"]],
    ["sales", ["0", MOMENT, "prod_1"]],
  ] as const)("of %s gives its key back", (order, key) => {
    expect(keyOfCursor(order, cursorOf(order, key))).toEqual(key);
  });

  it("belongs to one order alone", () => {
    expect(keyOfCursor("default", cursorOf("newest", [MOMENT, "prod_1"]))).toBeNull();
  });

  it.each([
    "",
    "x",
    Buffer.from("{}").toString("base64url"),
    Buffer.from('["newest"]').toString("base64url"),
    cursorOf("newest", ["yesterday", "prod_1"]),
    cursorOf("newest", [MOMENT, "'; drop table product"]),
    Buffer.from(`["newest",1,"prod_1"]`).toString("base64url"),
  ])("that nobody was given (%s) is none", (cursor) => {
    expect(keyOfCursor("newest", cursor)).toBeNull();
  });
});
