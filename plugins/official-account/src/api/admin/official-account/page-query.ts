import { z } from "zod";

/** A page of a list: how many come before it, how many it shows. */
export const pageShape = z.object({
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

/** A page of a log that grows while it is read, latest first: `cursor` is what the page before named as the next one. */
export const cursorShape = z.object({
  cursor: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

/** Cuts a row that was read beyond the page off, and names where the next page starts. */
export function pageOf<Row extends { number: string }>(
  rows: readonly Row[],
  limit: number,
): { rows: Row[]; next_cursor?: string } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, ...(last && rows.length > limit ? { next_cursor: last.number } : {}) };
}
