import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";

/** Tells the merchant's log of a payment or an order that could not be frozen. */
export function logUnfrozen(container: MedusaContainer, id: string, error: unknown): void {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER);
  const reason = error instanceof Error ? error.message : String(error);
  logger.error(`distribution: what ${id} pays for could not be frozen; its money stays open: ${reason}`);
}
