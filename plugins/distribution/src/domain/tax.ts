import { DistributionError } from "./errors";

/**
 * How income tax is kept back from payouts, chosen by name: nothing, or the mainland's prepayment on remuneration for
 * labour (劳务报酬), which a merchant pays on behalf of a natural person.
 */
export const TAX_POLICIES = ["none", "cn-labour"] as const;

export type TaxPolicy = (typeof TAX_POLICIES)[number];

/** Up to this a month nothing is withheld; above, it is deducted before the tax. */
const ALLOWANCE_FEN = 80_000n;
/** From here a fifth is deducted instead of the allowance. */
const FIFTH_FROM_FEN = 400_000n;

/** Rate in percent and quick deduction in fen, by five times the taxable amount. */
const BRACKETS = [
  { up_to: 10_000_000n, percent: 20n, deduction_fen: 0n },
  { up_to: 25_000_000n, percent: 30n, deduction_fen: 200_000n },
  { up_to: null, percent: 40n, deduction_fen: 700_000n },
] as const;

/**
 * The tax on all commission paid to one person in one calendar month of Asia/Shanghai.
 *
 * The taxable amount is the income less 800 yuan, above 4,000 yuan less a fifth. It is kept times five, so that every
 * step stays an integer, and only the last one rounds: half up to the fen.
 * @param month_fen whole fen, VAT excluded, not negative
 */
export function withholdingOf(policy: TaxPolicy, month_fen: bigint): bigint {
  if (month_fen < 0n) throw new DistributionError("negative_income", { month_fen });
  if (policy === "none" || month_fen <= ALLOWANCE_FEN) return 0n;
  const taxableTimesFive = month_fen <= FIFTH_FROM_FEN ? 5n * (month_fen - ALLOWANCE_FEN) : 4n * month_fen;
  const bracket = BRACKETS.find(({ up_to }) => up_to === null || taxableTimesFive <= up_to);
  if (!bracket) throw new DistributionError("no_tax_bracket", { month_fen });
  return (taxableTimesFive * bracket.percent - 500n * bracket.deduction_fen + 250n) / 500n;
}

/** What was paid to one person in a month so far. */
export interface MonthSoFar {
  gross_fen: bigint;
  withheld_fen: bigint;
}

/**
 * What a payout withholds: the tax on the month with it, less what the month has withheld. Never below zero and never
 * more than the payout; a month that began under another policy is not corrected backwards.
 */
export function withholdNow(policy: TaxPolicy, month: MonthSoFar, amount_fen: bigint): bigint {
  const due = withholdingOf(policy, month.gross_fen + amount_fen) - month.withheld_fen;
  if (due <= 0n) return 0n;
  return due < amount_fen ? due : amount_fen;
}
