import { z } from "zod";

/** What is shared. */
export const ShareTokenBody = z.object({
  target: z.discriminatedUnion("type", [
    z.object({ type: z.literal("shop") }),
    z.object({ type: z.literal("product"), id: z.string().min(1).max(64) }),
  ]),
});
