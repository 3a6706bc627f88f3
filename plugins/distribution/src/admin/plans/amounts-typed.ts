/** Yuan as typed to fen: `"19.9"` → `"1990"`; null for what is no amount with at most two decimals. */
export function fenOfYuan(typed: string): string | null {
  const match = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(typed.trim());
  if (!match) return null;
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

/** Basis points to a percentage as typed: 750 → `"7.5"`. */
export function percentOfBps(bps: number): string {
  return String(bps / 100);
}

/** A moment for an input of local time, by the clock of Shanghai: `"2026-11-11T00:00"`. */
export function shanghaiInput(iso: string): string {
  return new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 16);
}

/** Back from such an input to an instant. */
export function instantOfInput(typed: string): string {
  return new Date(`${typed}:00+08:00`).toISOString();
}
