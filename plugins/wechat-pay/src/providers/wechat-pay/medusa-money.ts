import type { BigNumberInput } from "@medusajs/framework/types";
import { MathBN, MedusaError } from "@medusajs/framework/utils";
import { FractionOfFenError, fenFromYuan } from "../../domain/fen";

/** Medusa's totals carry noise at the twentieth decimal; what is below a millionth of a fen was never meant. */
const MEANT_DECIMALS = 8;

/**
 * Medusa's amount (yuan, in any of its shapes) as fen.
 * @throws {MedusaError} `currency_not_supported`, or `amount_not_whole_fen`
 */
export function fenOfMedusa(amount: BigNumberInput, currencyCode: string): bigint {
  if (currencyCode.toLowerCase() !== "cny") {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, "微信支付只支持人民币", "currency_not_supported");
  }
  try {
    return fenFromYuan(MathBN.convert(amount).decimalPlaces(MEANT_DECIMALS).toFixed());
  } catch (error) {
    if (error instanceof FractionOfFenError) {
      throw new MedusaError(MedusaError.Types.INVALID_DATA, "金额必须精确到分", "amount_not_whole_fen");
    }
    throw error;
  }
}
