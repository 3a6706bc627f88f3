import type { MedusaContainer } from "@medusajs/framework/types";
import { sendDueNotices } from "../workflows/send-notices.js";

/** Sends notices again whose time has come, and those whose server ended. */
export default async function sendNotices(container: MedusaContainer): Promise<void> {
  await sendDueNotices(container);
}

export const config = {
  name: "official-account-notices",
  schedule: { interval: 30_000, concurrency: "forbid" },
};
