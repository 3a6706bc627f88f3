import type { MedusaContainer } from "@medusajs/framework/types";
import { shanghaiMonth } from "../domain/rfm-matrix";
import { crmOf } from "../workflows/crm-module";

/** Keeps how customers stand when a month begins, so that the month shows what has moved. */
export default async function keepRfmSnapshot(container: MedusaContainer): Promise<void> {
  const now = new Date();
  await crmOf(container).rfm.takeSnapshot(shanghaiMonth(now), now);
}

export const config = {
  name: "keep-rfm-snapshot",
  schedule: { interval: 3_600_000, concurrency: "forbid" },
};
