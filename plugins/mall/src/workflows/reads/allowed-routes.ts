import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import type { AllowedRoute } from "../../domain/route-allowlist";
import { MALL_MODULE } from "../../modules/mall";
import type { MallModuleService } from "../../modules/mall/service";

/** The routes of other plugins that the configuration lets through. */
export function configuredRoutes(container: MedusaContainer): readonly AllowedRoute[] {
  return container.resolve<MallModuleService>(MALL_MODULE).settings.allowed_routes;
}

/** The customer who owns an order; null when there is no such order or it is nobody's. */
export async function customerOfOrder(container: MedusaContainer, id: string): Promise<string | null> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({ entity: "order", fields: ["customer_id"], filters: { id } });
  return data[0]?.customer_id ?? null;
}

/** The customer whose order is paid through a payment session; null when it belongs to no order. */
export async function customerOfPaymentSession(
  container: MedusaContainer,
  id: string,
): Promise<string | null> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({
    entity: "payment_session",
    fields: ["payment_collection.order.customer_id"],
    filters: { id },
  });
  return data[0]?.payment_collection?.order?.customer_id ?? null;
}
