import type { MedusaContainer } from "@medusajs/framework/types";
import { ingestReceiptsWorkflow } from "../workflows/intake/ingest-receipts";
import { matureAccrualsWorkflow } from "../workflows/intake/mature-accruals";

/** Takes in receipts that no event announced, then makes available what is due. */
export default async function matureAccruals(container: MedusaContainer): Promise<void> {
  await ingestReceiptsWorkflow(container).run({ input: {} });
  await matureAccrualsWorkflow(container).run({ input: {} });
}

export const config = {
  name: "distribution-mature-accruals",
  schedule: "* * * * *",
};
