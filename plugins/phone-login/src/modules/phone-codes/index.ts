import { Module } from "@medusajs/framework/utils";
import { PhoneCodesService } from "./service";

/** Sends and checks one-time codes. Other plugins find it under this name: `verify(phone, purpose, code)`. */
export const PHONE_CODES_MODULE = "phoneCodes";

export default Module(PHONE_CODES_MODULE, { service: PhoneCodesService });
