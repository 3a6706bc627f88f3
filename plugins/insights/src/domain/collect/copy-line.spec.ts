import { expect, test } from "vitest";
import { copyLine } from "./copy-line";

test("what would end a field or a row is escaped, nothing is \\N", () => {
  expect(copyLine(["a\tb", "c\\d\n\r", null, undefined, 3, new Date(0)])).toBe(
    "a\\tb\tc\\\\d\\n\\r\t\\N\t\\N\t3\t1970-01-01T00:00:00.000Z\n",
  );
});
