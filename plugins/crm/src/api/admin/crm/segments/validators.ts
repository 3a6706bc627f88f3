import { z } from "zod";

/** A segment with its name; the expression is read apart, to name its wrong field. */
export const savedSegmentShape = z.strictObject({
  name: z.string().trim().min(1).max(60),
  expression: z.unknown(),
});

export const countShape = z.strictObject({ expression: z.unknown().optional() });

export const customersShape = z.strictObject({
  expression: z.unknown().optional(),
  cursor: z.string().max(300).optional(),
  limit: z.number().int().min(1).max(100).default(20),
});
