import { z } from "zod";

/** How a transfer that the merchant made at their own bank ended. */
export const ConfirmPayoutBody = z.object({
  outcome: z.enum(["confirmed", "failed"]),
  // The bank's own number, or why the transfer came to nothing.
  note: z.string().trim().min(1).max(200),
});
