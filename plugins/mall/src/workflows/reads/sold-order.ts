import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
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
  const signedAt = facts.received_at ? await readSignings(container, order_id) : new Map<string, Date>();
  return {
    state: orderState(facts),
    lines: lines.map(({ item, quantity, total_fen }, index) => ({
      id: item.id,
      quantity,
      sent_quantity: facts.lines[index]?.sent_quantity ?? 0,
      total_fen,
      signed_at: signedAt.get(item.id),
    })),
    freight_fen,
    kept_fen: facts.captured_fen - facts.refunded_fen,
    received_at: facts.received_at,
    cases: (await cases.casesOfOrder(order_id)).map(earlierCaseOf),
  };
}

/** When the last parcel of each line was signed for, as the merchant's "mark as delivered" says. */
async function readSignings(container: MedusaContainer, order_id: string): Promise<Map<string, Date>> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["fulfillments.delivered_at", "fulfillments.canceled_at", "fulfillments.items.line_item_id"],
    filters: { id: order_id },
  });
  const [order] = data as unknown as {
    fulfillments?: {
      delivered_at: Date | string | null;
      canceled_at: Date | string | null;
      items?: { line_item_id: string | null }[];
    }[];
  }[];
  const signings = new Map<string, Date>();
  for (const { delivered_at, canceled_at, items = [] } of order?.fulfillments ?? []) {
    if (!delivered_at || canceled_at) continue;
    for (const { line_item_id } of items) {
      const known = signings.get(line_item_id ?? "")?.getTime() ?? 0;
      signings.set(line_item_id ?? "", new Date(Math.max(known, new Date(delivered_at).getTime())));
    }
  }
  return signings;
}
