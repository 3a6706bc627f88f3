import { unstorablePath } from "@tengman/values";
import { z } from "zod";

const line = z.string().trim().max(200).default("");
const page = z.string().trim().max(20_000).default("");

/** What a shop tells everybody before it may sell; every part may be empty until the merchant has written it. */
export const disclosuresShape = z
  .object({
    /** The company or person on the business licence. */
    operator_name: line,
    complaint_phone: line,
    complaint_email: z.union([z.literal(""), z.email().max(200)]).default(""),
    /** Versioned, so that it can be said which one a shopper has read. */
    privacy_version: z.string().trim().max(40).default(""),
    privacy_notice: page,
    return_policy: page,
  })
  .refine((disclosures) => unstorablePath(disclosures) === null);

export type Disclosures = z.infer<typeof disclosuresShape>;

/** Of a shop whose merchant has written nothing yet. */
export const NO_DISCLOSURES: Disclosures = disclosuresShape.parse({});
