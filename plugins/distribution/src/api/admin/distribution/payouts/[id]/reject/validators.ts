import { z } from "zod";

/** Why a payout is rejected; its owner reads it. */
export const RejectPayoutBody = z.object({ reason: z.string().trim().min(1).max(200) });
