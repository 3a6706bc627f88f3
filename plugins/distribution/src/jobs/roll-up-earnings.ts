import type { MedusaContainer } from "@medusajs/framework/types";
import { distributionService } from "../workflows/distribution-service";

/** Keeps order counts and the ranking some seconds old at most. */
export default async function rollUpEarnings(container: MedusaContainer): Promise<void> {
  await distributionService(container).referrals.team.rollUp(new Date());
}

export const config = {
  name: "distribution-roll-up-earnings",
  schedule: "*/15 * * * * *",
};
