import type { MedusaContainer } from "@medusajs/framework/types";
import { SYSTEM_ACTOR } from "../workflows/payout/payout-transfers";
import { verifyLedger } from "../workflows/statement/verify-ledger";

/** Verifies the ledger while the shop sleeps: what is wrong is known the next morning and not at the year's end. */
export default async function verifyNightly(container: MedusaContainer): Promise<void> {
  await verifyLedger(container, SYSTEM_ACTOR);
}

// 04:40 in Shanghai.
export const config = {
  name: "distribution-verify-ledger",
  schedule: "40 20 * * *",
};
