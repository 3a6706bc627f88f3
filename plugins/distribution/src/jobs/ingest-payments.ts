import type { MedusaContainer } from "@medusajs/framework/types";
import { ingestPaymentsWorkflow } from "../workflows/intake/ingest-payments";

/**
 * Takes in whatever events did not announce: after a lost event, a crash, or a boot. Medusa has no hook for the end of a
 * boot, so the interval is short: it is how long a commission may lag behind its money after a restart.
 */
export default async function ingestPayments(container: MedusaContainer): Promise<void> {
  await ingestPaymentsWorkflow(container).run({ input: {} });
}

export const config = {
  name: "distribution-take-in-payments",
  schedule: "*/10 * * * * *",
};
