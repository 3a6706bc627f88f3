import type { MedusaContainer } from "@medusajs/framework/types";
import { distributionService } from "../distribution-service";
import { currentProvider, followTransfer } from "./payout-transfers";

/** Transfers asked about in one run. */
const MOST = 200;

/** Asks the provider how far transfers are, and books the endings. */
export async function followTransfers(container: MedusaContainer): Promise<void> {
  const provider = currentProvider(container);
  // Nobody but the merchant knows how far a manual transfer is.
  if (!provider || provider.is_manual) {
    return;
  }
  const ids = await distributionService(container).payouts.transferringIds(MOST);
  // The number makes asking safe: a transfer that never started is started, any other says how far it is.
  for (const id of ids) {
    await followTransfer(container, id);
  }
}
