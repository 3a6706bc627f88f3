import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework";
import { EARNING_EVENTS, type EarningEvent, noticesOfEarning } from "../workflows/earning-notices.js";
import { tell } from "../workflows/send-notices.js";

/** A distributor earned, lost or was paid something, a friend joined, a statement or an application was closed: they are told. */
export default async function tellOfEarning({
  event,
  container,
}: SubscriberArgs<EarningEvent>): Promise<void> {
  await tell(container, await noticesOfEarning(container, event.name, event.data));
}

export const config: SubscriberConfig = { event: Object.keys(EARNING_EVENTS) };
