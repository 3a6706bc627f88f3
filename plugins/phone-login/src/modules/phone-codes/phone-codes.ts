import { type Database, OneTimeCodes } from "@tengman/plugin-kit";
import type { PhoneLoginOptions } from "../../options";

/** The codes of numbers, as the module sends them and the auth provider checks them. */
export function phoneCodesIn(database: unknown, options: PhoneLoginOptions): OneTimeCodes {
  const limits = { codes_of_subject: options.codes_of_number, codes_of_address: options.codes_of_address };
  return new OneTimeCodes({
    database: database as Database,
    table: "phone_code",
    secret: options.secret,
    limits,
  });
}
