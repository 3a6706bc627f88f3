import { z } from "zod";
import { ACKNOWLEDGEMENT_TOPICS } from "../../../../domain/plan/compliance";

/** What was understood, in the merchant's own words. */
export const AcknowledgementBody = z.object({
  topic: z.enum(ACKNOWLEDGEMENT_TOPICS),
  statement: z.string().max(2_000),
});
