import { Module } from "@medusajs/framework/utils";
import { CheckoutService } from "./service";

/** What a quote and an order need of Medusa's tables in few statements: lines, stock, and settings that rest. */
export const CHECKOUT_MODULE = "mallCheckout";

export default Module(CHECKOUT_MODULE, { service: CheckoutService });
