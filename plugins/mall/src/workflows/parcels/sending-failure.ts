import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { type Refusal, refusal } from "../../domain/refusal";
import { refusalOf } from "../refused-error";

/**
 * Why an order of several did not leave: what was refused, or `parcel_failed` for what nobody expected, which is logged.
 * The orders before and after it are told of as they went.
 */
export function sendingRefusal(container: MedusaContainer, order_id: string, error: unknown): Refusal {
  const refused = refusalOf(error);
  if (refused) return refused;
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER);
  logger.error(
    `mall: order ${order_id} could not be sent: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  );
  return refusal("parcel_failed");
}
