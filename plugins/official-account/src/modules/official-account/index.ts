import { Module } from "@medusajs/framework/utils";
import { OfficialAccountModuleService } from "./service.js";

export const OFFICIAL_ACCOUNT_MODULE = "official_account";

export default Module(OFFICIAL_ACCOUNT_MODULE, { service: OfficialAccountModuleService });
