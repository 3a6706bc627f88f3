import { z } from "zod";

/** Whose token it is. */
export const PreviewQuery = z.object({ share_token: z.string().min(1).max(64) });
