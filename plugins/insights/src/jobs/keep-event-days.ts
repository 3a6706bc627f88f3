import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { insightsOf } from "../workflows/insights-module";

/** Makes the days' partitions ahead and drops those that have been kept long enough. */
export default async function keepEventDays(container: MedusaContainer): Promise<void> {
  const dropped = await insightsOf(container).collector.keepDays(new Date());
  if (dropped.length === 0) return;
  container
    .resolve(ContainerRegistrationKeys.LOGGER)
    .info(`insights dropped the events of ${dropped.join(", ")}`);
}

export const config = { name: "keep-insights-event-days", schedule: { interval: 3_600_000 } };
