import type { MedusaContainer } from "@medusajs/framework/types";
import { sendMessages } from "../workflows/outreach/send-messages";

/** Sends the messages of outreaches that wait. */
export default async function sendOutreach(container: MedusaContainer): Promise<void> {
  await sendMessages(container, new Date());
}

export const config = { name: "send-crm-outreach", schedule: { interval: 60_000, concurrency: "forbid" } };
