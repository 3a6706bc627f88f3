import type { MedusaContainer } from "@medusajs/framework/types";
import { distributionService } from "../workflows/distribution-service";

/** Removes identities of closed accounts once the law no longer has them kept, and counts of misses that are over. */
export default async function purgeKeptIdentities(container: MedusaContainer): Promise<void> {
  const service = distributionService(container);
  await service.identities.erasure.purge(new Date());
  await service.risk.rateLimit.forget(new Date());
}

export const config = {
  name: "distribution-purge-identities",
  schedule: "17 3 * * *",
};
