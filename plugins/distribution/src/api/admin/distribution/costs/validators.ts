import { z } from "zod";

const variantId = z.string().min(1).max(100);
const MOST_VARIANTS = 200;

/** Which variants, by their ids with commas between them. */
export const CostsQuery = z.object({
  variant_ids: z
    .string()
    .min(1)
    .max(MOST_VARIANTS * 101)
    .transform((text) => [...new Set(text.split(","))])
    .pipe(z.array(variantId).max(MOST_VARIANTS)),
});

/** Costs to write; null takes one away. */
export const CostsBody = z.object({
  costs: z
    .array(
      z.object({
        variant_id: variantId,
        /** Whole fen. */
        cost_fen: z
          .string()
          .regex(/^\d{1,12}$/)
          .nullable(),
      }),
    )
    .min(1)
    .max(MOST_VARIANTS)
    .refine((costs) => new Set(costs.map(({ variant_id }) => variant_id)).size === costs.length, {
      message: "a variant is named twice",
    }),
});
