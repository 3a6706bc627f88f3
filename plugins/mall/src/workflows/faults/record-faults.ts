import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import type { MerchantFault } from "../../domain/merchant-fault";
import { MERCHANT_FAULTS_MODULE } from "../../modules/merchant-faults";
import type { MerchantFaultsService } from "../../modules/merchant-faults/service";

/**
 * Puts what a reading had to leave out on the merchant's list (GET /admin/mall/faults) and, the first time, into the
 * log. For the middle of a page: it never throws, and what is seen at every request is written once a minute at most.
 */
export async function recordFaults(
  container: MedusaContainer,
  faults: readonly MerchantFault[],
): Promise<void> {
  if (faults.length === 0) return;
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER);
  try {
    const service = container.resolve<MerchantFaultsService>(MERCHANT_FAULTS_MODULE);
    for (const { kind, subject_type, subject_id, part, detail } of await service.open(faults, new Date())) {
      logger.warn(
        `mall leaves out ${subject_type} ${subject_id}${part ? ` (${part})` : ""}: ${kind}: ${detail}`,
      );
    }
  } catch (error) {
    logger.error("mall could not note what it left out", error instanceof Error ? error : undefined);
  }
}
