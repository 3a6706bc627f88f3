import { Module } from "@medusajs/framework/utils";
import { InsightsModuleService } from "./service";

/** The module's name in Medusa's container. */
export const INSIGHTS_MODULE = "insights";

export default Module(INSIGHTS_MODULE, { service: InsightsModuleService });
