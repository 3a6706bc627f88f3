import { expect, it } from "vitest";
import { erasureRefusal, identityKeptUntil } from "./erasure";

const nothing = { pending_fen: 0n, available_fen: 0n, hold_fen: 0n, debt_fen: 0n };
const free = { balances: nothing, has_payout_under_way: false, has_standing_case: false };

it("nobody leaves money, debt or an open question behind", () => {
  const codeOf = (facts: Partial<typeof free>) => erasureRefusal({ ...free, ...facts })?.code ?? null;
  expect(codeOf({})).toBeNull();
  expect(codeOf({ balances: { ...nothing, pending_fen: 1n } })).toBe("balance_left");
  expect(codeOf({ balances: { ...nothing, available_fen: 1n } })).toBe("balance_left");
  expect(codeOf({ balances: { ...nothing, hold_fen: 1n } })).toBe("payout_under_way");
  expect(codeOf({ balances: { ...nothing, debt_fen: 1n } })).toBe("debt_open");
  expect(codeOf({ has_payout_under_way: true })).toBe("payout_under_way");
  expect(codeOf({ has_standing_case: true })).toBe("risk_held");
});

it("an identity is kept for three years after the last payout, and not a moment without one", () => {
  const paid = new Date("2026-03-01T00:00:00Z");
  expect(identityKeptUntil(null, paid)).toBeNull();
  expect(identityKeptUntil(paid, new Date("2029-02-28T23:59:59Z"))).toEqual(new Date("2029-03-01T00:00:00Z"));
  expect(identityKeptUntil(paid, new Date("2029-03-01T00:00:00Z"))).toBeNull();
});
