import { bpsOf, compare, type ReportContent, tableOf } from "./report";

/** Buyers of a range. */
export interface Buyers {
  buyers: number;
  /** Whose first paid order falls into the range. */
  new_buyers: number;
  /** Who paid at least twice within the range, or had paid before it. */
  repeat_buyers: number;
  orders: number;
}

/** Customers who first paid in a month, and how many of them paid again so many months later. */
export interface CohortCell {
  month: string;
  months_later: number;
  customers: number;
}

export const COHORT_MONTHS = 6;

/** Who buys again: cohorts by the month of the first payment. */
export function customersOf(now: Buyers, before: Buyers, cells: readonly CohortCell[]): ReportContent {
  const months = [...new Set(cells.map(({ month }) => month))].toSorted();
  const rows = months.map((month) => {
    const at = (later: number) =>
      cells.find((cell) => cell.month === month && cell.months_later === later)?.customers ?? 0;
    const size = at(0);
    const shares = Array.from({ length: COHORT_MONTHS }, (_, index) => [
      `month_${index + 1}`,
      bpsOf(at(index + 1), size),
    ]);
    return { month, size, ...(Object.fromEntries(shares) as Record<string, number | null>) };
  });
  const columns = Array.from({ length: COHORT_MONTHS }, (_, index) => [`month_${index + 1}`, "bps" as const]);
  return {
    figures: compare(
      { buyers: "count", new_buyers: "count", repeat_buyers: "count", repurchase: "bps", orders: "count" },
      withRate(now),
      withRate(before),
    ),
    tables: [tableOf("cohorts", { month: "text", size: "count", ...Object.fromEntries(columns) }, rows)],
  };
}

const withRate = (buyers: Buyers) => ({ ...buyers, repurchase: bpsOf(buyers.repeat_buyers, buyers.buyers) });
