import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework";
import { CustomerWorkflowEvents } from "@medusajs/framework/utils";
import { forgetCustomer } from "../workflows/facts/forget-customer";

/** A customer is gone: nothing that was known or noted of them stays. */
export default async function forgetClosedCustomers({
  event,
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  await forgetCustomer(container, event.data.id);
}

export const config: SubscriberConfig = { event: CustomerWorkflowEvents.DELETED };
