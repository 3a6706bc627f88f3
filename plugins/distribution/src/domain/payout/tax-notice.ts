import { BPS_IN_WHOLE } from "../money";

/** Figures of the law by the day from which they hold, oldest first. Engineering input, not legal advice. */
const FIGURES = [
  {
    /** Small-scale and natural persons: per-transaction threshold of value-added tax, here by day and person. */
    from: "2023-01-01",
    vat_day_fen: 100_000n,
    /** Commission is deductible up to this share of the revenue it brought. */
    deductible_bps: 500n,
  },
] as const;

/** The figures on a day, `"2026-03-01"`; the first ones for days before them. */
function figuresOn(day: string) {
  return FIGURES.findLast(({ from }) => from <= day) ?? FIGURES[0];
}

/** Whether what a natural person was paid on one day reaches what value-added tax asks a look at. */
export function needsVatLook(day: string, paid_fen: bigint): boolean {
  return paid_fen >= figuresOn(day).vat_day_fen;
}

/** Whether commission is a larger share of the goods it sold than may be deducted. */
export function exceedsDeductible(day: string, commission_fen: bigint, goods_fen: bigint): boolean {
  return commission_fen * BPS_IN_WHOLE > goods_fen * figuresOn(day).deductible_bps;
}
