/** An amount as Medusa hands it out: major units, as a number, a decimal string or a raw BigNumber value. */
export type MedusaAmount =
  | number
  | string
  | bigint
  | { value: string | number }
  | { raw: { value: string | number } };

/** Thrown when an amount that must be whole fen is not. */
export class FractionOfFenError extends Error {
  constructor(readonly amount: string) {
    super(`${amount} is not a whole number of fen`);
    this.name = "FractionOfFenError";
  }
}

/** How many parts of a fen `partsOfFen` counts in: enough to see where any percentage of a price falls. */
export const PARTS_PER_FEN = 1_000_000n;

const DECIMAL = /^(-?)(\d+)(?:\.(\d*))?(?:e([+-]?\d+))?$/i;

interface Decimal {
  /** All digits, with the sign. */
  digits: bigint;
  /** How many of the digits stand after the point. */
  scale: number;
}

function decimalText(amount: MedusaAmount): string {
  if (typeof amount === "object") return decimalText("raw" in amount ? amount.raw.value : amount.value);
  return String(amount);
}

function parseDecimal(text: string): Decimal {
  const match = DECIMAL.exec(text.trim());
  if (!match) throw new TypeError(`not a decimal amount: ${text}`);
  const [, sign = "", whole = "0", fraction = "", exponent = "0"] = match;
  const scale = fraction.length - Number(exponent);
  const digits = BigInt(`${sign}${whole}${fraction}`);
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}

function divideRoundingHalfUp(numerator: bigint, denominator: bigint): bigint {
  const doubled = 2n * numerator + denominator;
  const floor = doubled / (2n * denominator);
  return doubled < 0n && doubled % (2n * denominator) !== 0n ? floor - 1n : floor;
}

/**
 * Whole fen of an amount in Medusa's major units (yuan).
 * @throws {FractionOfFenError} when the amount is not a whole number of fen.
 */
export function fenOf(amount: MedusaAmount): bigint {
  const text = decimalText(amount);
  const { digits, scale } = parseDecimal(text);
  const scaled = digits * 100n;
  const unit = 10n ** BigInt(scale);
  if (scaled % unit !== 0n) throw new FractionOfFenError(text);
  return scaled / unit;
}

/**
 * An amount of Medusa's in millionths of a fen, half up. Medusa divides with twenty digits, so three thirds of a fen
 * come back a hair short of one: at this precision they add up again.
 */
export function partsOfFen(amount: MedusaAmount): bigint {
  const { digits, scale } = parseDecimal(decimalText(amount));
  return divideRoundingHalfUp(digits * 100n * PARTS_PER_FEN, 10n ** BigInt(scale));
}

/**
 * Whole fen of an amount Medusa has reckoned itself. Its totals divide a line's discount by the quantity and multiply
 * it back, which leaves 134.10000000000000000001 where ¥134.10 was meant: what is less than a millionth of a fen is
 * noise, anything more is a fraction.
 * @throws {FractionOfFenError} when the amount is not a whole number of fen.
 */
export function reckonedFenOf(amount: MedusaAmount): bigint {
  const parts = partsOfFen(amount);
  if (parts % PARTS_PER_FEN !== 0n) throw new FractionOfFenError(decimalText(amount));
  return parts / PARTS_PER_FEN;
}

/** Whole fen nearest to an amount in millionths of a fen; exactly half goes up. */
export function roundPartsToFen(parts: bigint): bigint {
  return divideRoundingHalfUp(parts, PARTS_PER_FEN);
}

/** Medusa's major units of whole fen, as an exact decimal string: 1990n is `"19.90"`. */
export function majorUnitsOf(fen: bigint): string {
  const sign = fen < 0n ? "-" : "";
  const digits = (fen < 0n ? -fen : fen).toString().padStart(3, "0");
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** The sum of amounts in fen. */
export function sumOfFen(amounts: Iterable<bigint>): bigint {
  let sum = 0n;
  for (const amount of amounts) sum += amount;
  return sum;
}
