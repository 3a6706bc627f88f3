import { DistributionError } from "../errors";
import { sumFen } from "../money";
import { monthAfter } from "../shanghai-month";

/**
 * How income tax is kept back from payouts, chosen by name: nothing; the mainland's prepayment on remuneration for
 * labour (劳务报酬), which a merchant pays on behalf of a natural person; or the cumulative prepayment of platform
 * companies (STA announcement 2025-16, from 2025-10-01). Which one applies to a merchant is for their adviser.
 */
export const TAX_POLICIES = ["none", "cn-labour", "cn-platform-cumulative"] as const;

export type TaxPolicy = (typeof TAX_POLICIES)[number];

/** The policies that look at one month alone. */
export type MonthlyPolicy = Exclude<TaxPolicy, "cn-platform-cumulative">;

/** Up to this a month nothing is withheld; above, it is deducted before the tax. */
const ALLOWANCE_FEN = 80_000n;
/** From here a fifth is deducted instead of the allowance. */
const FIFTH_FROM_FEN = 400_000n;

/** Rate in percent and quick deduction in fen, by five times the taxable amount. */
const BRACKETS: readonly Bracket[] = [
  { up_to: 10_000_000n, percent: 20n, deduction_fen: 0n },
  { up_to: 25_000_000n, percent: 30n, deduction_fen: 200_000n },
  { up_to: null, percent: 40n, deduction_fen: 700_000n },
];

/**
 * The tax on all commission paid to one person in one calendar month of Asia/Shanghai.
 *
 * The taxable amount is the income less 800 yuan, above 4,000 yuan less a fifth. It is kept times five, so that every
 * step stays an integer, and only the last one rounds: half up to the fen.
 * @param month_fen whole fen, VAT excluded, not negative
 */
export function withholdingOf(policy: MonthlyPolicy, month_fen: bigint): bigint {
  return policy === "none" ? 0n : labourTax(month_fen).tax_fen;
}

/** How a tax came about, for whoever files it. */
export interface TaxWorking {
  /** What is taken off before the tax. */
  deducted_fen: bigint;
  /** Rounded half up to the fen for show; the tax itself is reckoned from the exact amount. */
  taxable_fen: bigint;
  percent: number;
  quick_deduction_fen: bigint;
  tax_fen: bigint;
}

/** The tax on a month's remuneration for labour, with its working. */
export function labourTax(month_fen: bigint): TaxWorking {
  if (month_fen < 0n) throw new DistributionError("negative_income", { month_fen });
  const above = month_fen > ALLOWANCE_FEN ? 5n * (month_fen - ALLOWANCE_FEN) : 0n;
  return taxed(month_fen, month_fen <= FIFTH_FROM_FEN ? above : 4n * month_fen, BRACKETS);
}

interface Bracket {
  up_to: bigint | null;
  percent: bigint;
  deduction_fen: bigint;
}

/** Applies a table to a taxable amount that is kept times five. */
function taxed(income_fen: bigint, timesFive: bigint, brackets: readonly Bracket[]): TaxWorking {
  const bracket = brackets.find(({ up_to }) => up_to === null || timesFive <= up_to);
  if (!bracket) throw new DistributionError("no_tax_bracket", { income_fen });
  const taxable_fen = (2n * timesFive + 5n) / 10n;
  return {
    deducted_fen: income_fen - taxable_fen,
    taxable_fen,
    percent: Number(bracket.percent),
    quick_deduction_fen: bracket.deduction_fen,
    tax_fen: (timesFive * bracket.percent - 500n * bracket.deduction_fen + 250n) / 500n,
  };
}

/** Deducted for every consecutive month of work in the year. */
const MONTHLY_DEDUCTION_FEN = 500_000n;

/** The year's table on comprehensive income, by five times the taxable amount. */
const YEAR_BRACKETS: readonly Bracket[] = [
  { up_to: 18_000_000n, percent: 3n, deduction_fen: 0n },
  { up_to: 72_000_000n, percent: 10n, deduction_fen: 252_000n },
  { up_to: 150_000_000n, percent: 20n, deduction_fen: 1_692_000n },
  { up_to: 210_000_000n, percent: 25n, deduction_fen: 3_192_000n },
  { up_to: 330_000_000n, percent: 30n, deduction_fen: 5_292_000n },
  { up_to: 480_000_000n, percent: 35n, deduction_fen: 8_592_000n },
  { up_to: null, percent: 45n, deduction_fen: 18_192_000n },
];

/**
 * The tax on a year's income so far: four fifths of it, less 5,000 yuan for every consecutive month.
 * @param year_fen whole fen of this calendar year, VAT excluded, not negative
 * @param consecutive_months at least one
 */
export function cumulativeTax(year_fen: bigint, consecutive_months: number): TaxWorking {
  if (year_fen < 0n) throw new DistributionError("negative_income", { year_fen });
  const timesFive = 4n * year_fen - 5n * MONTHLY_DEDUCTION_FEN * BigInt(consecutive_months);
  return taxed(year_fen, timesFive > 0n ? timesFive : 0n, YEAR_BRACKETS);
}

/**
 * How many months in a row, up to this one, somebody was paid in this calendar year.
 * @param paid_months the months of payouts so far, in any order; this month counts whether it is among them or not
 */
export function consecutiveMonths(paid_months: readonly string[], month: string): number {
  const paid = new Set(paid_months);
  let count = 1;
  for (let before = monthAfter(month, -1); before.slice(0, 4) === month.slice(0, 4); count++) {
    if (!paid.has(before)) break;
    before = monthAfter(before, -1);
  }
  return count;
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
export function withholdNow(policy: MonthlyPolicy, month: MonthSoFar, amount_fen: bigint): bigint {
  return within(amount_fen, withholdingOf(policy, month.gross_fen + amount_fen) - month.withheld_fen);
}

/** What one person was paid in a year so far, month by month. */
export interface PaidMonth extends MonthSoFar {
  month: string;
}

/**
 * What a payout of a month withholds under any policy, from what the year has paid and withheld so far.
 * @param year the months of this calendar year in which the person was paid
 */
export function withholdInYear(
  policy: TaxPolicy,
  year: readonly PaidMonth[],
  month: string,
  amount_fen: bigint,
): bigint {
  if (policy !== "cn-platform-cumulative") {
    const paid = year.find((candidate) => candidate.month === month);
    return withholdNow(policy, paid ?? { gross_fen: 0n, withheld_fen: 0n }, amount_fen);
  }
  const gross_fen = sumFen(year.map((paid) => paid.gross_fen)) + amount_fen;
  const months = consecutiveMonths(
    year.map((paid) => paid.month),
    month,
  );
  const withheld_fen = sumFen(year.map((paid) => paid.withheld_fen));
  return within(amount_fen, cumulativeTax(gross_fen, months).tax_fen - withheld_fen);
}

function within(amount_fen: bigint, due: bigint): bigint {
  if (due <= 0n) return 0n;
  return due < amount_fen ? due : amount_fen;
}
