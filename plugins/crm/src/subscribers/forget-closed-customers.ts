import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework";
import { CustomerWorkflowEvents } from "@medusajs/framework/utils";
import { crmOf } from "../workflows/crm-module";

/** A customer is gone: nothing that was known or noted of them stays. */
export default async function forgetClosedCustomers({
  event,
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  await crmOf(container).facts.forget(event.data.id);
}

export const config: SubscriberConfig = { event: CustomerWorkflowEvents.DELETED };
