import type { MedusaContainer } from "@medusajs/framework/types";
import { isVoid } from "../../domain/after-sale";
import type { EarlierCase, SoldOrder } from "../../domain/after-sale-offer";
import { orderState } from "../../domain/order-state";
import { AFTER_SALE_CASES_MODULE } from "../../modules/after-sale-cases";
import type { AfterSaleCasesService, AfterSaleRow } from "../../modules/after-sale-cases/service";
import { readOrderAtHand } from "./payable-order";
import { orderAmounts } from "./stored-order";

function earlierCaseOf({
  type,
  state,
  lines,
  refund_id,
  approved_fen,
  asked_fen,
}: AfterSaleRow): EarlierCase {
  const isBooked = refund_id !== null || isVoid(state);
  return { type, state, lines, unbooked_fen: isBooked ? 0n : BigInt(approved_fen ?? asked_fen) };
}

/**
 * An order as an after-sale request sees it: read it after the lock is held.
 * @throws {RefusedError} `order_not_found`
 */
export async function readSoldOrder(container: MedusaContainer, order_id: string): Promise<SoldOrder> {
  const { order, facts } = await readOrderAtHand(container, order_id);
  const cases = container.resolve<AfterSaleCasesService>(AFTER_SALE_CASES_MODULE);
  const { lines, freight_fen } = orderAmounts(order);
  return {
    state: orderState(facts),
    lines: lines.map(({ item, total_fen }, index) => ({
      id: item.id,
      quantity: item.quantity,
      sent_quantity: facts.lines[index]?.sent_quantity ?? 0,
      total_fen,
    })),
    freight_fen,
    kept_fen: facts.captured_fen - facts.refunded_fen,
    received_at: facts.received_at,
    cases: (await cases.casesOfOrder(order_id)).map(earlierCaseOf),
  };
}
