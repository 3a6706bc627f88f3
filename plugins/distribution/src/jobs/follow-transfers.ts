import type { MedusaContainer } from "@medusajs/framework/types";
import { followTransfers } from "../workflows/payout/follow-transfers";

/** Asks how far transfers are: a person may confirm one at any time within a day. */
export default async function followOpenTransfers(container: MedusaContainer): Promise<void> {
  await followTransfers(container);
}

export const config = {
  name: "distribution-follow-transfers",
  schedule: "* * * * *",
};
