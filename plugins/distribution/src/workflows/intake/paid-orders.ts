import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types";
import { BigNumber, ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { distributionService } from "../distribution-service";

/** How many of a customer's orders are looked at together. */
const PAGE = 50;

interface PaidOrder {
  payment_collections: { captured_amount: BigNumberInput | null }[] | null;
}

/** Whether Medusa knows an order of a customer's on which money was captured, from whatever time. */
export async function hasPaidOrder(container: MedusaContainer, customer_id: string): Promise<boolean> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  for (let skip = 0; ; skip += PAGE) {
    const { data } = await query.graph({
      entity: "order",
      fields: ["id", "payment_collections.captured_amount"],
      filters: { customer_id },
      pagination: { skip, take: PAGE, order: { created_at: "ASC" } },
    });
    const orders = data as unknown as PaidOrder[];
    if (orders.some(isPaid)) return true;
    if (orders.length < PAGE) return false;
  }
}

function isPaid({ payment_collections }: PaidOrder): boolean {
  return (payment_collections ?? []).some(
    ({ captured_amount }) => captured_amount !== null && new BigNumber(captured_amount).numeric > 0,
  );
}

/** The same, asked only where the plan binds new customers alone. */
export async function hasBoughtIfAsked(container: MedusaContainer, customer_id: string): Promise<boolean> {
  const plan = await distributionService(container).plans.inForce(new Date());
  return plan?.binding.customers === "new" && (await hasPaidOrder(container, customer_id));
}
