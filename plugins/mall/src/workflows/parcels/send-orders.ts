import type { MedusaContainer } from "@medusajs/framework/types";
import type { RefusalCode } from "../../domain/refusal";
import { refusalOf } from "../refused-error";
import { type SendingInput, type SendingOutcome, sendParcels } from "./send-parcels";

/** What became of an order that was to be sent. */
export interface SentOrder {
  order_id: string;
  outcome: SendingOutcome | "refused";
  code?: RefusalCode;
  message?: string;
}

/** Sends several orders one after the other; one that is refused keeps no other back. */
export async function sendOrders(
  container: MedusaContainer,
  orders: readonly Omit<SendingInput, "actor_id">[],
  actor_id: string,
): Promise<SentOrder[]> {
  const results: SentOrder[] = [];
  for (const { order_id, parcels } of orders) {
    try {
      const outcome = await sendParcels(container, { order_id, parcels, actor_id });
      results.push({ order_id, outcome });
    } catch (error) {
      const refused = refusalOf(error);
      if (!refused) throw error;
      results.push({ order_id, outcome: "refused", code: refused.code, message: refused.message });
    }
  }
  return results;
}
