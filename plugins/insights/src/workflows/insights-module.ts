import type { MedusaContainer } from "@medusajs/framework/types";
import { INSIGHTS_MODULE } from "../modules/insights";
import type { InsightsModuleService } from "../modules/insights/service";

/** The module's service. */
export function insightsOf(container: Pick<MedusaContainer, "resolve">): InsightsModuleService {
  return container.resolve<InsightsModuleService>(INSIGHTS_MODULE);
}
