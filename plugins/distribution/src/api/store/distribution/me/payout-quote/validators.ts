import { z } from "zod";

/** The amount a payout might be of, in fen. */
export const PayoutQuoteQuery = z.object({ amount_fen: z.string().regex(/^[1-9]\d{0,11}$/) });
