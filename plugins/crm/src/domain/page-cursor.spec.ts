import { expect, it } from "vitest";
import { cursorOf, keyOf } from "./page-cursor";

it("a cursor is read back, and what is none of ours is none", () => {
  const key = { net_fen: "-1990", customer_id: "cus_01ABC" };
  expect(keyOf(cursorOf(key))).toEqual(key);
  const foreign = [
    "",
    "x",
    Buffer.from('["1",2]').toString("base64url"),
    Buffer.from('["a","b"]').toString("base64url"),
  ];
  expect(foreign.map(keyOf)).toEqual([null, null, null, null]);
});
