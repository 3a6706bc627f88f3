import type { TaxRule } from "./happenings";

/** What a payout that counts for the tax was, and in which month. */
export interface TaxedPayout {
  month: string;
  amount_fen: bigint;
  withheld_fen: bigint;
}

/**
 * What a payout keeps back: the tax on everything with it, less what was kept back of it; not below nothing and not
 * more than the payout. A fee lessens no tax.
 * @param paid what the same person was paid, in any month
 */
export function keptBack(
  rule: TaxRule,
  paid: readonly TaxedPayout[],
  month: string,
  amount_fen: bigint,
): bigint {
  const counts = (other: TaxedPayout) =>
    rule === "cumulative" ? other.month.slice(0, 4) === month.slice(0, 4) : other.month === month;
  let [gross, kept] = [amount_fen, 0n];
  for (const other of paid.filter(counts)) {
    gross += other.amount_fen;
    kept += other.withheld_fen;
  }
  const due = taxOn(rule, gross, paid, month) - kept;
  if (due < 0n) return 0n;
  return due > amount_fen ? amount_fen : due;
}

function taxOn(rule: TaxRule, gross_fen: bigint, paid: readonly TaxedPayout[], month: string): bigint {
  if (rule === "none") return 0n;
  if (rule === "labour") return labourTax(gross_fen);
  const months = new Set(paid.map((one) => one.month));
  let inARow = 1n;
  for (let number = Number(month.slice(5)) - 1; number > 0; number--) {
    if (!months.has(`${month.slice(0, 5)}${String(number).padStart(2, "0")}`)) break;
    inARow++;
  }
  return yearTax(gross_fen, inARow);
}

/**
 * Prepayment on remuneration for labour: up to 800 yuan nothing; above, 800 yuan are deducted, from 4,000 yuan a fifth;
 * 20 % up to 20,000 yuan taxable, 30 % less 2,000 yuan up to 50,000, 40 % less 7,000 yuan beyond; half a fen rounds up.
 */
function labourTax(month_fen: bigint): bigint {
  if (month_fen <= 80_000n) return 0n;
  const [taxable, parts] = month_fen <= 400_000n ? [month_fen - 80_000n, 1n] : [month_fen * 4n, 5n];
  return byTable(taxable, parts, [
    [20_000n, 20n, 0n],
    [50_000n, 30n, 2_000n],
    [null, 40n, 7_000n],
  ]);
}

/** The year so far: four fifths of it, less 5,000 yuan for each month in a row, by the table on a year's income. */
function yearTax(year_fen: bigint, months: bigint): bigint {
  const taxable = year_fen * 4n - months * 2_500_000n;
  if (taxable <= 0n) return 0n;
  return byTable(taxable, 5n, [
    [36_000n, 3n, 0n],
    [144_000n, 10n, 2_520n],
    [300_000n, 20n, 16_920n],
    [420_000n, 25n, 31_920n],
    [660_000n, 30n, 52_920n],
    [960_000n, 35n, 85_920n],
    [null, 45n, 181_920n],
  ]);
}

/**
 * @param taxable in so many parts of a fen
 * @param table up to how many yuan, percent, and what is taken off in yuan
 */
function byTable(
  taxable: bigint,
  parts: bigint,
  table: readonly (readonly [bigint | null, bigint, bigint])[],
): bigint {
  const row = table.find(([limit]) => limit === null || taxable <= limit * 100n * parts);
  const [, percent, off] = row ?? [null, 0n, 0n];
  const [top, bottom] = [taxable * percent - off * 10_000n * parts, 100n * parts];
  return (2n * top + bottom) / (2n * bottom);
}
