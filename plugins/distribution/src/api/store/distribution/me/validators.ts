import { z } from "zod";

/** Joining: the agreement in force is accepted, and an invitation shown where the plan asks for one. */
export const JoinBody = z.object({
  agreement_version: z.string().min(1).max(100),
  display_name: z.string().trim().min(1).max(40).optional(),
  invitation_code: z.string().trim().min(1).max(64).optional(),
});

/** The version of the agreement that is accepted. */
export const AcceptAgreementBody = z.object({ agreement_version: z.string().min(1).max(100) });

/** An invitation; the note is for the issuer's own memory. */
export const InvitationBody = z.object({ note: z.string().trim().max(60).optional() });
