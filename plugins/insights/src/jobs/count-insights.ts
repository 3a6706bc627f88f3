import type { MedusaContainer } from "@medusajs/framework/types";
import { countInsights } from "../workflows/count-insights";

/** Counts what changed. The present day is counted whole each time, so not all too often. */
export default async function count(container: MedusaContainer): Promise<void> {
  await countInsights(container, new Date());
}

export const config = { name: "count-insights", schedule: { interval: 300_000 } };
