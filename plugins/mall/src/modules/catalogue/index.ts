import { Module } from "@medusajs/framework/utils";
import { CatalogueService } from "./service";

/** The catalogue as the storefront reads it: one row a product, made from Medusa's own answers. */
export const CATALOGUE_MODULE = "mallCatalogue";

export default Module(CATALOGUE_MODULE, { service: CatalogueService });
