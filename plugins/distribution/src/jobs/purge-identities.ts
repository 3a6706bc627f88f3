import type { MedusaContainer } from "@medusajs/framework/types";
import { ledgerService } from "../workflows/ledger-service";

/** Removes identities of closed accounts once the law no longer has them kept. */
export default async function purgeKeptIdentities(container: MedusaContainer): Promise<void> {
  await ledgerService(container).erasure.purge(new Date());
}

export const config = {
  name: "distribution-purge-identities",
  schedule: "17 3 * * *",
};
