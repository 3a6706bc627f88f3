const WHOLE_FEN = /^-?\d+$/;

/**
 * Reads a decimal string of whole fen.
 *
 * @throws RangeError when the string is anything else: a fraction of a fen is a bug, never something to round away.
 */
export function parseFen(text: string): bigint {
  if (!WHOLE_FEN.test(text)) throw new RangeError(`not a whole number of fen: ${text}`);
  return BigInt(text);
}

/** Writes fen as yuan with two decimals and no grouping: `"-1990"` → `"-19.90"`. */
export function formatYuan(fen: string | bigint): string {
  const { sign, whole, cents } = yuanParts(fen);
  return `${sign}${whole}.${cents}`;
}

/** The parts of a price as they are set in type: sign, whole yuan and the two decimals. */
export function yuanParts(fen: string | bigint): { sign: "" | "-"; whole: string; cents: string } {
  const value = typeof fen === "bigint" ? fen : parseFen(fen);
  const magnitude = value < 0n ? -value : value;
  return {
    sign: value < 0n ? "-" : "",
    whole: (magnitude / 100n).toString(),
    cents: (magnitude % 100n).toString().padStart(2, "0"),
  };
}

/** Unit price times a whole quantity. */
export function timesFen(unitFen: string, quantity: number): bigint {
  return parseFen(unitFen) * BigInt(quantity);
}

/** Sum of amounts; zero for none. */
export function sumFen(amounts: Iterable<bigint>): bigint {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return total;
}

/** Whether a decimal string of fen is more than zero; absent counts as zero. */
export function isPositiveFen(fen: string | null | undefined): boolean {
  return fen !== null && fen !== undefined && parseFen(fen) > 0n;
}

/** Smallest and largest of a non-empty list of decimal strings. */
export function fenRange(amounts: readonly string[]): { min: bigint; max: bigint } | undefined {
  let range: { min: bigint; max: bigint } | undefined;
  for (const text of amounts) {
    const value = parseFen(text);
    if (range === undefined) range = { min: value, max: value };
    else if (value < range.min) range.min = value;
    else if (value > range.max) range.max = value;
  }
  return range;
}

/** Basis points as a percentage without trailing zeros: `750` → `"7.5%"`. */
export function formatRate(rateBps: number): string {
  const whole = Math.trunc(rateBps / 100);
  const decimals = (rateBps % 100).toString().padStart(2, "0").replace(/0+$/, "");
  return decimals === "" ? `${whole}%` : `${whole}.${decimals}%`;
}
