import type { MedusaContainer } from "@medusajs/framework/types";
import { checkAlerts as check } from "../workflows/check-alerts";

/** Looks for what is not as it should be, and tells whoever wants to know. */
export default async function checkAlerts(container: MedusaContainer): Promise<void> {
  await check(container, new Date());
}

export const config = { name: "insights-alerts", schedule: { interval: 300_000 } };
