/** Money is whole fen (分) as bigint. Medusa speaks yuan; these two functions are the only bridge between them. */

/** Thrown when an amount cannot be expressed in whole fen; charging a rounded one would be wrong by definition. */
export class FractionOfFenError extends Error {
  constructor(readonly amount: string) {
    super(`The amount ${amount} is not a whole number of fen.`);
    this.name = "FractionOfFenError";
  }
}

/**
 * Converts yuan to fen, exactly.
 * @param yuan a plain decimal such as `"19.90"`, `"-3"` or `"0.010"`; no exponent, no separators
 * @throws {FractionOfFenError} when it is not such a decimal or has a fraction of a fen
 */
export function fenFromYuan(yuan: string): bigint {
  const match = /^(-?)(\d+)(?:\.(\d{1,2})0*)?$/.exec(yuan);
  if (!match) {
    throw new FractionOfFenError(yuan);
  }
  const [, minus, whole = "", fraction = ""] = match;
  const fen = BigInt(whole) * 100n + BigInt(fraction.padEnd(2, "0"));
  return minus ? -fen : fen;
}

/** Converts fen to yuan with two decimals: `1990n` → `"19.90"`. */
export function yuanFromFen(fen: bigint): string {
  const magnitude = fen < 0n ? -fen : fen;
  const fraction = (magnitude % 100n).toString().padStart(2, "0");
  return `${fen < 0n ? "-" : ""}${magnitude / 100n}.${fraction}`;
}
