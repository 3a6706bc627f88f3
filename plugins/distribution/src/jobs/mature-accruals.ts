import type { MedusaContainer } from "@medusajs/framework/types";
import { matureAccrualsWorkflow } from "../workflows/mature-accruals";
import { takeInReceiptsWorkflow } from "../workflows/take-in-receipts";

/** Takes in receipts that no event announced, then makes available what is due. */
export default async function matureAccruals(container: MedusaContainer): Promise<void> {
  await takeInReceiptsWorkflow(container).run({ input: {} });
  await matureAccrualsWorkflow(container).run({ input: {} });
}

export const config = {
  name: "distribution-mature-accruals",
  schedule: "* * * * *",
};
