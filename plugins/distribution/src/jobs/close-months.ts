import type { MedusaContainer } from "@medusajs/framework/types";
import { SYSTEM_ACTOR } from "../workflows/payout/payout-transfers";
import { closeMonths } from "../workflows/statement/close-months";

/** Closes the month that is over; on every other hour there is nothing to close. */
export default async function closeMonthsJob(container: MedusaContainer): Promise<void> {
  await closeMonths(container, { actor_id: SYSTEM_ACTOR });
}

export const config = {
  name: "distribution-close-months",
  schedule: "15 * * * *",
};
