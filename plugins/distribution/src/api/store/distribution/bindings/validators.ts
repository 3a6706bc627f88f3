import { z } from "zod";

/** Why a shopper wants to be unbound; the merchant reads it. */
export const UnbindRequestBody = z.object({ reason: z.string().trim().min(1).max(200) });

/** The token of the person agreed to. */
export const BindBody = z.object({ share_token: z.string().min(1).max(64) });
