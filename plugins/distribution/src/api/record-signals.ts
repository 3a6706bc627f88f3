import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { assessRisk } from "../workflows/risk/assess-risk";

/** The header in which a page names its device: a random id that it keeps, nothing about the person. */
const DEVICE_HEADER = "x-device-id";
const DEVICE = /^[\w-]{16,64}$/;

/**
 * Remembers from which device a customer did something and looks at those concerned. What was asked for is done
 * already: a failure here is logged and never theirs.
 */
export async function watchRisk(req: AuthenticatedMedusaRequest): Promise<void> {
  const device = req.headers[DEVICE_HEADER];
  const customer_id = req.auth_context.actor_id;
  const isNamed = typeof device === "string" && DEVICE.test(device);
  const shown = isNamed ? [{ kind: "device" as const, text: device }] : [];
  try {
    await assessRisk(req.scope, { customer_id, shown, with_person: true });
  } catch (error) {
    const logger = req.scope.resolve(ContainerRegistrationKeys.LOGGER);
    logger.error(
      `distribution: ${customer_id} was not assessed: ${error instanceof Error ? error.name : "?"}`,
    );
  }
}
