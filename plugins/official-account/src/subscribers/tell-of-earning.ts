import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework";
import { EARNING_EVENTS, type EarningEvent, noticesOfEarning } from "../workflows/earning-notices.js";
import { tell } from "../workflows/send-notices.js";

/** A distributor's money has matured, or a payout has gone on: they are told. */
export default async function tellOfEarning({
  event,
  container,
}: SubscriberArgs<EarningEvent>): Promise<void> {
  await tell(container, await noticesOfEarning(container, event.name, event.data));
}

export const config: SubscriberConfig = { event: Object.keys(EARNING_EVENTS) };
