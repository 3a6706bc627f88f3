import { z } from "zod";

const reason = z.string().trim().min(1).max(200);
const payout_ids = z
  .array(z.string().min(1).max(60))
  .min(1)
  .max(100)
  .refine((ids) => new Set(ids).size === ids.length, "each once");

/** One decision about many payouts; the answer says of each what became of it. */
export const PayoutBatchBody = z.discriminatedUnion("act", [
  z.object({ act: z.literal("approve"), payout_ids }),
  z.object({ act: z.literal("reject"), payout_ids, reason }),
  z.object({
    act: z.literal("confirm"),
    payout_ids,
    outcome: z.enum(["confirmed", "failed"]),
    // The bank's own number, or why the transfers came to nothing.
    note: reason,
  }),
]);
