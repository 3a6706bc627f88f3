import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework";
import { ingestPaymentsWorkflow } from "../workflows/intake/ingest-payments";

/** Wakes the intake for one payment; if the event is lost, the job comes by. */
export default async function onPaymentMoved({ event, container }: SubscriberArgs<{ id: string }>) {
  await ingestPaymentsWorkflow(container).run({ input: { payment_id: event.data.id } });
}

export const config: SubscriberConfig = {
  event: ["payment.captured", "payment.refunded"],
  context: { subscriberId: "distribution-payment-moved" },
};
