import { Module } from "@medusajs/framework/utils";
import { SavedProductsService } from "./service";

/** The products a shopper keeps as favourites, and those they looked at. */
export const SAVED_PRODUCTS_MODULE = "mallSavedProducts";

export default Module(SAVED_PRODUCTS_MODULE, { service: SavedProductsService });
