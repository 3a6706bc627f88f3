import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import type { VerifyResult } from "../../modules/distribution/statement/service";
import { distributionService } from "../distribution-service";

/** Recomputes the whole ledger as it stands and keeps what it found; a difference is logged, and nothing waits for it. */
export async function verifyLedger(container: MedusaContainer, actor_id: string): Promise<VerifyResult> {
  const result = await distributionService(container).statements.verify(actor_id, () => new Date());
  if (result.kind === "verified" && result.verification.difference) {
    const { check, table, key, field } = result.verification.difference;
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .error(`distribution: the ledger does not hold: ${check}, ${table} ${key}, ${field}`);
  }
  return result;
}
