import type { MedusaContainer } from "@medusajs/framework/types";
import { crmOf, segmentContext } from "./crm-module";

/** Sets and takes away the tags that have rules. */
export async function applyTagRules(container: MedusaContainer, now: Date): Promise<void> {
  const { tags } = crmOf(container);
  const context = await segmentContext(container, now);
  for (const id of await tags.withRules()) {
    await tags.applyRule(id, context);
  }
}
