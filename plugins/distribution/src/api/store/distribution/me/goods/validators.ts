import { z } from "zod";

const MOST_PRODUCTS = 50;

/** Which page of goods. */
export const GoodsQuery = z.object({
  product_ids: z
    .string()
    .transform((text) => [...new Set(text.split(",").filter((id) => id !== ""))])
    .pipe(z.array(z.string().max(64)).min(1).max(MOST_PRODUCTS)),
});
