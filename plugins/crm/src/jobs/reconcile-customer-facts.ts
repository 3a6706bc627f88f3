import type { MedusaContainer } from "@medusajs/framework/types";
import { applyTagRules } from "../workflows/apply-tag-rules";
import { reconcileFacts } from "../workflows/facts/reconcile-facts";

/** Keeps what is known of customers fresh where events were lost, and the tags that follow from it. */
export default async function reconcileCustomerFacts(container: MedusaContainer): Promise<void> {
  const now = new Date();
  await reconcileFacts(container, now);
  await applyTagRules(container, now);
}

export const config = {
  name: "reconcile-customer-facts",
  schedule: { interval: 120_000, concurrency: "forbid" },
};
