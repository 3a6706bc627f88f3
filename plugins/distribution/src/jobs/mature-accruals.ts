import type { MedusaContainer } from "@medusajs/framework/types";
import { ingestReceipts } from "../workflows/intake/ingest-receipts";
import { matureAccruals } from "../workflows/intake/mature-accruals";

/** Takes in receipts that no event announced, then makes available what is due. */
export default async function matureAccrualsJob(container: MedusaContainer): Promise<void> {
  await ingestReceipts(container);
  await matureAccruals(container);
}

export const config = {
  name: "distribution-mature-accruals",
  schedule: "* * * * *",
};
