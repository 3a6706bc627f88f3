import type { MedusaContainer } from "@medusajs/framework/types";
import { followTransfersWorkflow } from "../workflows/payout/follow-transfers";

/** Asks how far transfers are: a person may confirm one at any time within a day. */
export default async function followTransfers(container: MedusaContainer): Promise<void> {
  await followTransfersWorkflow(container).run({ input: {} });
}

export const config = {
  name: "distribution-follow-transfers",
  schedule: "* * * * *",
};
