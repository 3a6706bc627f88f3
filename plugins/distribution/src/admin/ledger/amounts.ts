/** Fen as decimal text to yuan: `"1990"` → `"¥19.90"`. Text all the way: no amount passes through a float. */
export function yuan(fen: string): string {
  const negative = fen.startsWith("-");
  const digits = (negative ? fen.slice(1) : fen).padStart(3, "0");
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${negative ? "-" : ""}¥${whole}.${digits.slice(-2)}`;
}

/** Basis points as a percentage without superfluous zeros: 1000 → `"10%"`, 750 → `"7.5%"`. */
export function percent(rate_bps: number): string {
  return `${rate_bps / 100}%`;
}

/** What a line is paid by: a share, or an amount for each of several pieces. */
export function rateText(rate: {
  rate_bps: number | null;
  fixed_fen: string | null;
  quantity: number;
}): string {
  if (rate.rate_bps !== null) return percent(rate.rate_bps);
  return rate.fixed_fen === null ? "—" : `${yuan(rate.fixed_fen)} × ${rate.quantity}`;
}

/** A moment as the merchant's clock shows it. */
export function moment(iso: string): string {
  return new Date(iso).toLocaleString("zh-CN", { timeZone: "Asia/Shanghai", hour12: false });
}
