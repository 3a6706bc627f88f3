import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework";
import { CustomerWorkflowEvents, OrderWorkflowEvents, PaymentEvents } from "@medusajs/framework/utils";
import { type CustomerEvent, customersOfEvent } from "../workflows/facts/customers-of-event";
import { refreshFacts } from "../workflows/facts/refresh-facts";

/** Something has happened to a customer: what is known of them is made anew. */
export default async function followCustomers({
  event,
  container,
}: SubscriberArgs<CustomerEvent>): Promise<void> {
  const customers = await customersOfEvent(container, event.name, event.data);
  await refreshFacts(container, customers, new Date());
}

export const config: SubscriberConfig = {
  event: [
    CustomerWorkflowEvents.CREATED,
    CustomerWorkflowEvents.UPDATED,
    OrderWorkflowEvents.PLACED,
    OrderWorkflowEvents.CANCELED,
    PaymentEvents.CAPTURED,
    PaymentEvents.REFUNDED,
    "distribution.binding_created",
    "distribution.distributor_activated",
    "distribution.distributor_closed",
  ],
};
