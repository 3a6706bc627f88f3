import type { MedusaContainer } from "@medusajs/framework/types";
import type { RefusalCode } from "../../domain/refusal";
import { type SendingInput, type SendingOutcome, sendParcels } from "./send-parcels";
import { sendingRefusal } from "./sending-failure";

/** What became of an order that was to be sent. */
export interface SentOrder {
  order_id: string;
  outcome: SendingOutcome | "refused";
  code?: RefusalCode;
  message?: string;
}

/** Sends several orders one after the other; one that is refused or fails keeps no other back. */
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
      const { code, message } = sendingRefusal(container, order_id, error);
      results.push({ order_id, outcome: "refused", code, message });
    }
  }
  return results;
}
