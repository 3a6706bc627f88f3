import type { MedusaContainer } from "@medusajs/framework/types";
import { mailReports as mail } from "../workflows/mail-reports";

/** Mails the reports whose day has come. */
export default async function mailReports(container: MedusaContainer): Promise<void> {
  await mail(container, new Date());
}

export const config = { name: "insights-report-mails", schedule: { interval: 1_800_000 } };
