import { Module } from "@medusajs/framework/utils";
import { EmailCodesService } from "./service";

/** Mails one-time codes and checks them. */
export const EMAIL_CODES_MODULE = "emailCodes";

export default Module(EMAIL_CODES_MODULE, { service: EmailCodesService });
