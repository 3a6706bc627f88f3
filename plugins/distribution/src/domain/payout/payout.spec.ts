import { describe, expect, it } from "vitest";
import { mayBecome, type PayoutFacts, type PayoutState, payoutRefusal } from "./payout";

const facts: PayoutFacts = {
  amount_fen: 10_000n,
  withheld_fen: 0n,
  fee_fen: 0n,
  is_active: true,
  is_under_way: false,
  available_fen: 50_000n,
  debt_fen: 0n,
  plan_minimum_fen: 0n,
  limits: {
    minimum_fen: 10n,
    per_transfer_fen: 20_000n,
    per_person_day_fen: 200_000n,
    per_shop_day_fen: 5_000_000n,
  },
  person_today_fen: 0n,
  shop_today_fen: 0n,
};
const codeOf = (other: Partial<PayoutFacts>) => payoutRefusal({ ...facts, ...other })?.code ?? null;

describe("a request", () => {
  it.each([
    [9n, "below_minimum"],
    [10n, null],
    [20_000n, null],
    [20_001n, "above_transfer_limit"],
  ])("of %d fen: %s", (amount_fen, code) => {
    expect(codeOf({ amount_fen })).toBe(code);
  });

  it("obeys the plan's minimum where it is higher", () => {
    expect(codeOf({ amount_fen: 999n, plan_minimum_fen: 1_000n })).toBe("below_minimum");
    expect(codeOf({ amount_fen: 1_000n, plan_minimum_fen: 1_000n })).toBeNull();
  });

  it.each([
    ["insufficient_balance", { available_fen: 9_999n }],
    ["debt_open", { debt_fen: 1n }],
    ["payout_under_way", { is_under_way: true }],
    ["not_active", { is_active: false }],
    ["net_below_minimum", { withheld_fen: 4_000n, fee_fen: 5_991n }],
    ["above_person_day_limit", { person_today_fen: 190_001n }],
    ["above_shop_day_limit", { shop_today_fen: 4_990_001n }],
  ])("is refused: %s", (code, other) => {
    expect(codeOf(other)).toBe(code);
  });

  it("may be taxed and cost so much that the least is left", () => {
    expect(codeOf({ withheld_fen: 4_000n, fee_fen: 5_990n })).toBeNull();
  });

  it("may use a day's limit to the last fen", () => {
    expect(codeOf({ person_today_fen: 190_000n, shop_today_fen: 4_990_000n })).toBeNull();
  });
});

it("a final state has no way out, and money is paid only through a transfer", () => {
  const states: PayoutState[] = ["requested", "rejected", "transferring", "confirmed", "failed", "expired"];
  const ways = states.flatMap((from) =>
    states.filter((to) => mayBecome(from, to)).map((to) => `${from}→${to}`),
  );
  expect(ways).toEqual([
    "requested→rejected",
    "requested→transferring",
    "transferring→confirmed",
    "transferring→failed",
    "transferring→expired",
  ]);
});
