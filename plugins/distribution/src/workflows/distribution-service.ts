import type { MedusaContainer } from "@medusajs/framework/types";
import { DISTRIBUTION_MODULE } from "../modules/distribution";
import type { DistributionModuleService } from "../modules/distribution/service";

/** The ledger's service out of Medusa's container. */
export function distributionService(container: MedusaContainer): DistributionModuleService {
  return container.resolve<DistributionModuleService>(DISTRIBUTION_MODULE);
}
