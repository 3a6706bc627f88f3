import type { MedusaContainer } from "@medusajs/framework/types";
import { closeMonthsWorkflow } from "../workflows/close-months";
import { SYSTEM_ACTOR } from "../workflows/payout-transfers";

/** Closes the month that is over; on every other hour there is nothing to close. */
export default async function closeMonths(container: MedusaContainer): Promise<void> {
  await closeMonthsWorkflow(container).run({ input: { actor_id: SYSTEM_ACTOR } });
}

export const config = {
  name: "distribution-close-months",
  schedule: "15 * * * *",
};
