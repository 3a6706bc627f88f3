import { Module } from "@medusajs/framework/utils";
import { MerchantFaultsService } from "./service";

/** What was left out of the shop because it cannot be sold or shown as it is, for the merchant to mend. */
export const MERCHANT_FAULTS_MODULE = "mallMerchantFaults";

export default Module(MERCHANT_FAULTS_MODULE, { service: MerchantFaultsService });
