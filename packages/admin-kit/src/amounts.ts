import { t } from "./translation";

/** Fen as decimal text to yuan: `"1990"` → `"¥19.90"`. Text all the way: no amount passes through a float. */
export function yuan(fen: string): string {
  const isNegative = fen.startsWith("-");
  const digits = (isNegative ? fen.slice(1) : fen).padStart(3, "0");
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${isNegative ? "−" : ""}¥${whole}.${digits.slice(-2)}`;
}

/** An amount that may not be known. */
export const yuanOrDash = (fen: string | null | undefined): string =>
  fen === null || fen === undefined ? "—" : yuan(fen);

/** A change with its sign: `"+¥68.45"`. */
export const signedYuan = (fen: bigint): string => `${fen > 0n ? "+" : ""}${yuan(String(fen))}`;

/** Basis points as a percentage: 1000 → `"10%"`, 750 → `"7.5%"`. */
export const percent = (rate_bps: number): string => `${rate_bps / 100}%`;

/** A part of a whole as a percentage with at most one decimal; a dash when there is no whole. */
export function shareOf(part_fen: string, whole_fen: string): string {
  const whole = BigInt(whole_fen);
  return whole === 0n ? "—" : `${Number((BigInt(part_fen) * 1_000n + whole / 2n) / whole) / 10}%`;
}

/** A share, or an amount for each of several pieces. */
export function rateText(rate: {
  rate_bps: number | null;
  fixed_fen: string | null;
  quantity: number;
}): string {
  if (rate.rate_bps !== null) {
    return percent(rate.rate_bps);
  }
  return rate.fixed_fen === null ? "—" : `${yuan(rate.fixed_fen)} × ${rate.quantity}`;
}

/** Yuan as typed to fen: `"19.9"` → `"1990"`; null for what is no amount with at most two decimals. */
export function fenOfYuan(typed: string): string | null {
  const match = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(typed.trim());
  if (!match) {
    return null;
  }
  const [, whole = "", decimals = ""] = match;
  return `${whole}${decimals.padEnd(2, "0")}`.replace(/^0+(?=\d)/, "");
}

/** Fen to yuan as typed: `"1990"` → `"19.90"`. */
export function yuanOfFen(fen: string): string {
  const digits = fen.padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** A percentage as typed to basis points: `"7.5"` → `750`; null for what is none with at most two decimals. */
export function bpsOfPercent(typed: string): number | null {
  const fen = fenOfYuan(typed);
  return fen === null ? null : Number(fen);
}

/** A rate as a plan names it: `10%` or `每件 ¥5.00`. */
export const planRate = (rate: { rate_bps: number } | { fixed_fen: string }): string =>
  "rate_bps" in rate ? percent(rate.rate_bps) : t("每件 {{amount}}", { amount: yuan(rate.fixed_fen) });
