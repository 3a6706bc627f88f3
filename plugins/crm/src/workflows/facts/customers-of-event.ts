import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";

/** What the events that concern a customer carry. */
export interface CustomerEvent {
  readonly id?: string;
  readonly customer_id?: string;
}

/** The customers an event is about, by the name of the event. */
export async function customersOfEvent(
  container: MedusaContainer,
  name: string,
  { id, customer_id }: CustomerEvent,
): Promise<string[]> {
  if (customer_id) {
    return [customer_id];
  }
  if (!id) {
    return [];
  }
  if (name.startsWith("customer.")) {
    return [id];
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  if (name.startsWith("payment.")) {
    const fields = ["payment_collection.order.customer_id"];
    const { data } = await query.graph({ entity: "payment", fields, filters: { id } });
    const payments = data as unknown as {
      payment_collection?: { order?: { customer_id?: string | null } };
    }[];
    return payments.flatMap((payment) => payment.payment_collection?.order?.customer_id ?? []);
  }
  const { data } = await query.graph({ entity: "order", fields: ["customer_id"], filters: { id } });
  return (data as unknown as { customer_id: string | null }[]).flatMap((order) => order.customer_id ?? []);
}
