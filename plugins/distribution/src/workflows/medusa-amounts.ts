import type { BigNumberInput } from "@medusajs/framework/types";
import { MathBN } from "@medusajs/framework/utils";
import { fenFromMajor } from "../domain/money";

/**
 * One of Medusa's amounts (major units, whatever its wrapping) as whole fen, exactly.
 * @throws DistributionError `fraction_of_a_fen` when it is not a whole number of fen
 */
export function fenOf(amount: BigNumberInput): bigint {
  return fenFromMajor(MathBN.convert(amount).toFixed());
}
