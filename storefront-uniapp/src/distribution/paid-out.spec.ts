import { expect, it } from "vitest";
import { paidOutFen } from "./paid-out";

it.each([
  [{ earned_fen: "3781", pending_fen: "0", available_fen: "0", hold_fen: "0", debt_fen: "0" }, "3781"],
  [{ earned_fen: "3781", pending_fen: "1000", available_fen: "700", hold_fen: "81", debt_fen: "0" }, "2000"],
  [{ earned_fen: "1641", pending_fen: "0", available_fen: "0", hold_fen: "0", debt_fen: "359" }, "2000"],
])("what left the accounts is what was paid out: %o", (balances, fen) => {
  expect(paidOutFen(balances)).toBe(fen);
});
