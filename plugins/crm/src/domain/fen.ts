/** An amount in Medusa's major units: a number, a decimal text, or its own number type, which writes itself as one. */
export type MedusaAmount = number | string | { toString(): string };

/** Parts of a fen that are kept: refunds of a percentage may leave some. */
const SCALE = 8;

/**
 * Whole fen of a sum of amounts in yuan, rounded half up once at the end; no amount passes through a float.
 * @throws TypeError for what is no decimal
 */
export function fenOfSum(amounts: readonly MedusaAmount[]): bigint {
  const parts = amounts.reduce<bigint>((sum, amount) => sum + partsOf(String(amount)), 0n);
  const perFen = 10n ** BigInt(SCALE);
  return (parts + (parts < 0n ? -perFen / 2n : perFen / 2n)) / perFen;
}

function partsOf(text: string): bigint {
  const match = /^(-?)(\d{1,15})(?:\.(\d+))?$/.exec(text);
  if (!match) {
    throw new TypeError(`not a decimal amount: ${text.slice(0, 60)}`);
  }
  const [, sign = "", whole = "0", decimals = ""] = match;
  const digits = decimals.padEnd(SCALE + 2, "0").slice(0, SCALE + 2);
  const parts = BigInt(whole + digits);
  return sign === "-" ? -parts : parts;
}
