import { z } from "zod";

/** How much is asked for, and to whom it goes. */
export const PayoutBody = z.object({
  amount_fen: z.string().regex(/^[1-9]\d{0,11}$/),
  // Left out where money arrives by itself: see `terms.destination`.
  payee: z
    .object({
      bank_name: z.string().trim().min(2).max(60),
      account_number: z.string().regex(/^\d{8,30}$/),
    })
    .optional(),
  idempotency_key: z.string().regex(/^[\w-]{8,64}$/),
});
