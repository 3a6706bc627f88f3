import { expect, it } from "vitest";
import { BYTE_ORDER_MARK, csvRow } from "./spreadsheet";

it("writes a bank's row so that a spreadsheet keeps every digit, and runs no name as a formula", () => {
  const row = csvRow(["=1+1", { long_number: "6222021234567890123" }, { fen: 1_990n }]);
  expect(row).toBe("'=1+1,\t6222021234567890123,19.90\r\n");
  expect(BYTE_ORDER_MARK).toBe("\uFEFF");
});
