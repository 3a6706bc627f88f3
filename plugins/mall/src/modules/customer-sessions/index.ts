import { Module } from "@medusajs/framework/utils";
import { CustomerSessionsService } from "./service";

/** Which customers' tokens ended before their time: Medusa's tokens say nothing about a log-out. */
export const CUSTOMER_SESSIONS_MODULE = "customerSessions";

export default Module(CUSTOMER_SESSIONS_MODULE, { service: CustomerSessionsService });
