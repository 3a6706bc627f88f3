import { Module } from "@medusajs/framework/utils";
import { CouponsService } from "./service";

/** The coupons that shoppers have taken. */
export const COUPONS_MODULE = "mallCoupons";

export default Module(COUPONS_MODULE, { service: CouponsService });
