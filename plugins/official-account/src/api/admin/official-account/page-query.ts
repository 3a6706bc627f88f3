import { z } from "zod";

/** A page of a list: how many come before it, how many it shows. */
export const pageShape = z.object({
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
