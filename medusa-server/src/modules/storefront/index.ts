import { Module } from "@medusajs/framework/utils";
import { StorefrontService } from "./service";

/** The module that knows the H5 build and how its page is filled. */
export const STOREFRONT_MODULE = "storefront";

export default Module(STOREFRONT_MODULE, { service: StorefrontService });
