import { Module } from "@medusajs/framework/utils";
import { CrmModuleService } from "./service";

/** Who the customers are, and what is done for them. */
export const CRM_MODULE = "crm";

export default Module(CRM_MODULE, { service: CrmModuleService });
