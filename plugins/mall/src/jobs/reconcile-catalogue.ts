import type { MedusaContainer } from "@medusajs/framework/types";
import { reconcileCatalogue } from "../workflows/catalogue/refresh";
import { forgetSettingsChanges } from "../workflows/reads/shop-settings";

/** Finds what in the catalogue went unnoticed, counts what was sold, and forgets old changes of settings. */
export default async function reconcile(container: MedusaContainer): Promise<void> {
  await reconcileCatalogue(container);
  await forgetSettingsChanges(container);
}

export const config = { name: "reconcile-mall-catalogue", schedule: { interval: 600_000 } };
