import type { MedusaContainer } from "@medusajs/framework/types";
import { takeInPaymentsWorkflow } from "../workflows/take-in-payments";

/** Takes in whatever events did not announce: after a boot, a crash, or a lost event. */
export default async function takeInPayments(container: MedusaContainer): Promise<void> {
  await takeInPaymentsWorkflow(container).run({ input: {} });
}

export const config = {
  name: "distribution-take-in-payments",
  schedule: "*/30 * * * * *",
};
