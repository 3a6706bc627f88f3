import type { MedusaContainer } from "@medusajs/framework/types";
import { checkHome } from "../workflows/faults/check-subjects";
import { recheckFaults } from "../workflows/faults/recheck-faults";
import { recordFaults } from "../workflows/faults/record-faults";

/** Closes the faults of what was mended, and finds what the home page names and the shop no longer has. */
export default async function findFaults(container: MedusaContainer): Promise<void> {
  await recheckFaults(container);
  await recordFaults(container, await checkHome(container));
}

export const config = { name: "find-mall-faults", schedule: { interval: 300_000 } };
