import { z } from "zod";

/** The version of the agreement that is accepted. */
export const JoinBody = z.object({
  agreement_version: z.string().min(1).max(100),
  display_name: z.string().trim().min(1).max(40).optional(),
});
