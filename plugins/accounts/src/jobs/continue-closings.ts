import type { MedusaContainer } from "@medusajs/framework/types";
import { continueClosings } from "../workflows/close-account";
import { accountsOf } from "../workflows/personal-data";

/** Erases what a broken-off closing left, and forgets log-ins that are long over. */
export default async function continueClosingsJob(container: MedusaContainer): Promise<void> {
  const now = new Date();
  await continueClosings(container, now);
  await accountsOf(container).sessions.purge(now);
}

export const config = {
  name: "accounts-continue-closings",
  schedule: "* * * * *",
};
