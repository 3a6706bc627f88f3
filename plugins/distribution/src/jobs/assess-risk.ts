import type { MedusaContainer } from "@medusajs/framework/types";
import { assessRisk } from "../workflows/risk/assess-risk";

const DAY_MS = 86_400_000;

/** Looks at whoever earned something within a day: refund rates and speed change without anybody asking. */
export default async function assessRiskJob(container: MedusaContainer): Promise<void> {
  const earned_since = new Date(Date.now() - DAY_MS).toISOString();
  await assessRisk(container, { earned_since });
}

export const config = {
  name: "distribution-assess-risk",
  schedule: "*/10 * * * *",
};
