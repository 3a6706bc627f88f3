import type { MedusaContainer } from "@medusajs/framework/types";
import type { SegmentContext } from "../domain/segment-match";
import { CRM_MODULE } from "../modules/crm";
import type { CrmModuleService } from "../modules/crm/service";

/** The module's service. */
export const crmOf = (container: Pick<MedusaContainer, "resolve">): CrmModuleService =>
  container.resolve<CrmModuleService>(CRM_MODULE);

/** What segments are read against now. */
export async function segmentContext(
  container: Pick<MedusaContainer, "resolve">,
  now: Date,
): Promise<SegmentContext> {
  return { now, thresholds: await crmOf(container).segments.thresholds() };
}
