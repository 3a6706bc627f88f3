import { Module } from "@medusajs/framework/utils";
import { AfterSaleCasesService } from "./service";

/** The module's name in Medusa's container, under which whoever waits for goods to stay sold asks for open cases. */
export const AFTER_SALE_CASES_MODULE = "afterSaleCases";

export default Module(AFTER_SALE_CASES_MODULE, { service: AfterSaleCasesService });
