import { z } from "zod";
import { CORRECTION_CAUSES } from "../../../../../domain/identity/identity-correction";

/** Who somebody is, with their consent to a notice of a version. */
export const IdentityBody = z.object({
  real_name: z.string().min(1).max(40),
  id_number: z.string().min(1).max(40),
  // A consent of its own, given to a notice of a version.
  consent: z.literal(true),
  notice_version: z.string().min(1).max(60),
});

/** The identity as it should have been told, and why it was not. */
export const CorrectionBody = IdentityBody.extend({ cause: z.enum(CORRECTION_CAUSES) });
