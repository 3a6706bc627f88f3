import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { MALL_MODULE } from "../../modules/mall";
import type { MallModuleService } from "../../modules/mall/service";

/** How far a refund has come: on its way, stuck until the merchant acts, or arrived. */
export type RefundState = "processing" | "needs_attention" | "succeeded";

/**
 * How far refunds that Medusa has booked have come, by the payment provider's own record where the shop names one; in
 * other shops what is booked has arrived.
 */
export async function readRefundStates(
  container: MedusaContainer,
  refund_ids: readonly string[],
): Promise<Map<string, RefundState>> {
  const { refund_records } = container.resolve<MallModuleService>(MALL_MODULE).settings;
  if (!refund_records || refund_ids.length === 0) {
    return new Map(refund_ids.map((id) => [id, "succeeded"]));
  }
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: refund_records,
    fields: ["refund_id", "progress"],
    filters: { refund_id: [...refund_ids] },
  });
  const records = data as unknown as { refund_id: string; progress: string }[];
  const progressOf = new Map(records.map(({ refund_id, progress }) => [refund_id, progress]));
  return new Map(refund_ids.map((id) => [id, stateOf(progressOf.get(id))]));
}

/** As {@link readRefundStates}, for one. */
export async function readRefundState(container: MedusaContainer, refund_id: string): Promise<RefundState> {
  return (await readRefundStates(container, [refund_id])).get(refund_id) ?? "processing";
}

/** A refund without a record was booked a moment ago. */
function stateOf(progress: string | undefined): RefundState {
  return progress === "succeeded" || progress === "needs_attention" ? progress : "processing";
}
