import type { MedusaContainer } from "@medusajs/framework/types";
import type { CaseAtHand } from "../../domain/after-sale";
import { refusal } from "../../domain/refusal";
import { AFTER_SALE_CASES_MODULE } from "../../modules/after-sale-cases";
import type { AfterSaleCasesService, AfterSaleRow } from "../../modules/after-sale-cases/service";
import { RefusedError } from "../refused-error";

/**
 * A case as it is now; a shopper's own one if a shopper is named.
 * @throws {RefusedError} `after_sale_not_found`
 */
export async function readCaseAtHand(
  container: MedusaContainer,
  case_id: string,
  customer_id?: string,
): Promise<AfterSaleRow> {
  const cases = container.resolve<AfterSaleCasesService>(AFTER_SALE_CASES_MODULE);
  const row = await cases.findCase(case_id, customer_id);
  if (!row) throw new RefusedError(refusal("after_sale_not_found"));
  return row;
}

/** A case's row as a decision looks at it. */
export function caseAtHandOf(row: AfterSaleRow): CaseAtHand {
  const { type, state, asked_fen, goods_fen, freight_fen, send_back_by, answer_by } = row;
  return {
    type,
    state,
    asked_fen: BigInt(asked_fen),
    goods_fen: BigInt(goods_fen),
    freight_fen: BigInt(freight_fen),
    send_back_by: send_back_by ? new Date(send_back_by) : null,
    answer_by: answer_by ? new Date(answer_by) : null,
  };
}
