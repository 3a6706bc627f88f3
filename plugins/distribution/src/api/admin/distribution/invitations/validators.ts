import { z } from "zod";

/** An invitation; the note is for the merchant's own memory. */
export const IssueInvitationBody = z.object({ note: z.string().trim().max(60).optional() });
