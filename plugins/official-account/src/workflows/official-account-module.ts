import type { MedusaContainer } from "@medusajs/framework/types";
import { OFFICIAL_ACCOUNT_MODULE } from "../modules/official-account/index.js";
import type { OfficialAccountModuleService } from "../modules/official-account/service.js";

/** The module's service. */
export function accountOf(container: Pick<MedusaContainer, "resolve">): OfficialAccountModuleService {
  return container.resolve<OfficialAccountModuleService>(OFFICIAL_ACCOUNT_MODULE);
}
