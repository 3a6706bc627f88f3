import type { MedusaContainer } from "@medusajs/framework/types";
import { adoptCostsSince } from "../workflows/plan/adopt-costs";

/** Changes that a run may have missed, because they were written while it read. */
const OVERLAP_MS = 60_000;

/** Up to when this process has looked; it looks at everything once, so that nothing has to be migrated by hand. */
let lookedUntil: Date | null = null;

/** Moves costs out of the metadata of variants, whichever way they came there. */
export default async function adoptWrittenCosts(container: MedusaContainer): Promise<void> {
  const now = new Date();
  await adoptCostsSince(container, lookedUntil);
  lookedUntil = new Date(now.getTime() - OVERLAP_MS);
}

export const config = { name: "distribution-adopt-costs", schedule: "* * * * *" };
