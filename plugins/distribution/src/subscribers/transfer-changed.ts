import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework";
import { TRANSFER_CHANGED } from "../payout-provider";
import { distributionService } from "../workflows/distribution-service";
import { followTransfer } from "../workflows/payout/payout-transfers";

/** Asks about one transfer at once; if the event is lost, the job comes by. */
export default async function onTransferChanged({
  event,
  container,
}: SubscriberArgs<{ outward_number: string }>) {
  const payout = await distributionService(container).payouts.findByNumber(event.data.outward_number);
  if (payout) await followTransfer(container, payout.id);
}

export const config: SubscriberConfig = {
  event: TRANSFER_CHANGED,
  context: { subscriberId: "distribution-transfer-changed" },
};
