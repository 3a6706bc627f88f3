import type { BigNumberInput } from "@medusajs/framework/types";
import { MathBN } from "@medusajs/framework/utils";
import { fenFromMajor } from "../../domain/money";

/**
 * Decimals of a yuan that mean something, down to a millionth of a fen. Medusa's totals divide a line's discount by its
 * quantity and multiply it back, which leaves 134.10000000000000000001 where ¥134.10 was meant: anything smaller is
 * that noise, anything larger is a real fraction.
 */
const MEANT_DECIMALS = 8;

/**
 * One of Medusa's amounts (major units, whatever its wrapping) as whole fen, exactly.
 * @throws DistributionError `fraction_of_a_fen` when it is not a whole number of fen
 */
export function fenOf(amount: BigNumberInput): bigint {
  return fenFromMajor(MathBN.convert(amount).decimalPlaces(MEANT_DECIMALS).toFixed());
}
