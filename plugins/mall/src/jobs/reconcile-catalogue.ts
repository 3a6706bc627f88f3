import type { MedusaContainer } from "@medusajs/framework/types";
import { reconcileCatalogue } from "../workflows/catalogue/refresh";

/** Finds what in the catalogue went unnoticed, and counts what was sold. */
export default async function reconcile(container: MedusaContainer): Promise<void> {
  await reconcileCatalogue(container);
}

export const config = { name: "reconcile-mall-catalogue", schedule: { interval: 600_000 } };
