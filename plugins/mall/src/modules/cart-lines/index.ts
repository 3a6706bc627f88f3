import { Module } from "@medusajs/framework/utils";
import { CartLinesService } from "./service";

/** What customers have put into their carts. Medusa's own carts come and go with each order. */
export const CART_LINES_MODULE = "mallCartLines";

export default Module(CART_LINES_MODULE, { service: CartLinesService });
