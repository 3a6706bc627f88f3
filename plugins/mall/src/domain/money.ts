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

/** Thrown when something that should be an amount is none. */
export class NotAnAmountError extends TypeError {
  constructor(readonly amount: string) {
    super(`not a decimal amount: ${amount.slice(0, 60)}`);
    this.name = "NotAnAmountError";
  }
}

/** The most that a price, a freight or a refund may be: ¥10,000,000. */
export const MOST_FEN = 1_000_000_000n;

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

/** Exponents beyond this are no money: 10 to their power would be reckoned digit by digit. */
const LARGEST_EXPONENT = 60;

function parseDecimal(text: string): Decimal {
  const match = DECIMAL.exec(text.trim());
  const [, sign = "", whole = "0", fraction = "", exponent = "0"] = match ?? [];
  if (!match || Math.abs(Number(exponent)) > LARGEST_EXPONENT) throw new NotAnAmountError(text);
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

/** Why an amount cannot be used as a price. */
export type AmountFault = "missing" | "not_an_amount" | "fraction_of_fen" | "negative" | "too_large";

/** An amount that could be read, or why not: for whoever goes on without it. */
export type FenReading =
  | { readonly kind: "fen"; readonly fen: bigint }
  | { readonly kind: "fault"; readonly fault: AmountFault; readonly amount: string };

function shownAmount(amount: unknown): string {
  if (amount === null || amount === undefined) return "";
  const text = typeof amount === "object" ? JSON.stringify(amount) : String(amount);
  return (text ?? "").slice(0, 60);
}

/**
 * Reads a price as whatever wrote it may have left it in Medusa. It never throws, so that one odd price cannot take the
 * rows beside it down.
 */
export function readPriceFen(amount: unknown): FenReading {
  const fault = (fault: AmountFault): FenReading => ({ kind: "fault", fault, amount: shownAmount(amount) });
  if (amount === null || amount === undefined) return fault("missing");
  try {
    const fen = fenOf(amount as MedusaAmount);
    if (fen < 0n) return fault("negative");
    return fen > MOST_FEN ? fault("too_large") : { kind: "fen", fen };
  } catch (error) {
    return fault(error instanceof FractionOfFenError ? "fraction_of_fen" : "not_an_amount");
  }
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

/**
 * Whole fen nearest to any amount of Medusa's; exactly half goes up. For what stands in an order already, whoever let a
 * fraction in: it must be shown, whatever it is. What is only being made is refused by `fenOf` instead.
 */
export function nearestFenOf(amount: MedusaAmount): bigint {
  return roundPartsToFen(partsOfFen(amount));
}

/** What pieces cost at a price, in the nearest whole fen: neither the price nor the number need be whole. */
export function nearestFenOfPieces(unit_price: MedusaAmount, quantity: number): bigint {
  const [price, pieces] = [parseDecimal(decimalText(unit_price)), parseDecimal(String(quantity))];
  const fen = { digits: price.digits * pieces.digits * 100n, scale: price.scale + pieces.scale };
  return divideRoundingHalfUp(fen.digits, 10n ** BigInt(fen.scale));
}

/** Whole pieces of a quantity that somebody made a fraction: the nearest, half up, and never none of something. */
export function wholePieces(quantity: number): number {
  return quantity > 0 ? Math.max(1, Math.round(quantity)) : 0;
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
