import type { MedusaContainer } from "@medusajs/framework/types";
import { rollUpEarningsWorkflow } from "../workflows/statement/roll-up-earnings";

/** Keeps order counts and the ranking some seconds old at most. */
export default async function rollUpEarnings(container: MedusaContainer): Promise<void> {
  await rollUpEarningsWorkflow(container).run({ input: {} });
}

export const config = {
  name: "distribution-roll-up-earnings",
  schedule: "*/15 * * * * *",
};
