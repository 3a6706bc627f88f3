import { Module } from "@medusajs/framework/utils";
import { ParcelsService } from "./service";

/** What waits to be sent and what was sent: marks on orders, parcels and their way. */
export const PARCELS_MODULE = "mallParcels";

export default Module(PARCELS_MODULE, { service: ParcelsService });
