import type { MedusaContainer } from "@medusajs/framework/types";
import { assessRiskWorkflow } from "../workflows/risk/assess-risk";

const DAY_MS = 86_400_000;

/** Looks at whoever earned something within a day: refund rates and speed change without anybody asking. */
export default async function assessRisk(container: MedusaContainer): Promise<void> {
  const earned_since = new Date(Date.now() - DAY_MS).toISOString();
  await assessRiskWorkflow(container).run({ input: { earned_since } });
}

export const config = {
  name: "distribution-assess-risk",
  schedule: "*/10 * * * *",
};
