import { expect, it } from "vitest";
import { decodeCursor, encodeCursor } from "./page-cursor";

it.each(["ordli_1/2", `ordli_${"0".repeat(26)}:pay_col_${"0".repeat(26)}/2`])(
  "comes back as it went out, and fits an address: %s",
  (id) => {
    const cursor = { at: new Date("2026-03-01T12:00:00.123Z"), id };
    const text = encodeCursor(cursor);
    expect(text).toMatch(/^[\w-]+$/);
    expect(decodeCursor(text)).toEqual(cursor);
  },
);

it.each([
  "-271821-04-20T00:00:00.000Z dist_1",
  "+275760-09-13T00:00:00.000Z dist_1",
  "2026-03-01T12:00:00.000Z dist\u0000",
  "2026-03-01T12:00:00.000Z ordli_1/x",
])("refuses what the database could not compare with: %j", (forged) => {
  expect(decodeCursor(Buffer.from(forged).toString("base64url"))).toBeNull();
});

it.each(["", "nonsense", Buffer.from("never id").toString("base64url"), "%00"])("refuses %j", (text) => {
  expect(decodeCursor(text)).toBeNull();
});
