import { z } from "zod";

export const previewShape = z.strictObject({ expression: z.unknown() });

export const outreachShape = z.strictObject({
  name: z.string().trim().min(1).max(60),
  expression: z.unknown(),
  promotion_code: z.string().trim().min(1).max(60),
  /** Names its coupon, or nobody could use it. */
  message: z
    .string()
    .trim()
    .max(500)
    .refine((text) => text.includes("{code}")),
  control_bps: z.number().int().min(0).max(5_000).default(1_000),
  measured_days: z.number().int().min(1).max(90).default(14),
});
