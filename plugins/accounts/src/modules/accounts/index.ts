import { Module } from "@medusajs/framework/utils";
import { AccountsService } from "./service";

/** What belongs to an account beside Medusa's customer: log-ins, profile, consents, and how it is closed. */
export const ACCOUNTS_MODULE = "accounts";

export default Module(ACCOUNTS_MODULE, { service: AccountsService });
