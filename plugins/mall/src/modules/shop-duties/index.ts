import { Module } from "@medusajs/framework/utils";
import { ShopDutiesService } from "./service";

/** What the law asks of a shop beside selling: telling who it is, and invoices. */
export const SHOP_DUTIES_MODULE = "shopDuties";

export default Module(SHOP_DUTIES_MODULE, { service: ShopDutiesService });
