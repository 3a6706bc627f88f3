import type { MedusaContainer } from "@medusajs/framework/types";
import { drainCatalogue } from "../workflows/catalogue/refresh";

/** Brings the catalogue up to date where nobody reads it, so that whoever comes next need not wait. */
export default async function refreshCatalogue(container: MedusaContainer): Promise<void> {
  await drainCatalogue(container);
}

export const config = { name: "refresh-mall-catalogue", schedule: { interval: 5_000 } };
