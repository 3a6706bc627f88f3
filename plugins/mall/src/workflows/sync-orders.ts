import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { syncOrdersStep } from "./steps/sync-orders";

/** Brings the rows of these orders up to Medusa's record, which is the truth; events only make it happen sooner. */
export const syncOrdersWorkflow = createWorkflow(
  "sync-mall-orders",
  (input: { order_ids: string[]; now: string }) => new WorkflowResponse(syncOrdersStep(input)),
);
