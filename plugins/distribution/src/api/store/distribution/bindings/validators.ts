import { z } from "zod";

/** Why a shopper wants to be unbound; the merchant reads it. */
export const UnbindRequestBody = z.object({ reason: z.string().trim().min(1).max(200) });
