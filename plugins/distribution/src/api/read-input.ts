import { unstorablePath } from "@tengman/values";
import { z } from "zod";
import { type Refused, refused } from "../domain/errors";
import { decodeCursor, type PageCursor } from "../modules/distribution/database/page-cursor";

/** The most rows a page may have. */
const LONGEST_PAGE = 100;

/** Reads a body or a query against a shape; what does not fit is refused with the first offending path. */
export function readInput<T>(
  shape: z.ZodType<T>,
  input: unknown,
): { kind: "read"; value: T } | Refused<"invalid_request"> {
  const parsed = shape.safeParse(input ?? {});
  const unstorable = parsed.success ? unstorablePath(parsed.data) : null;
  if (parsed.success && unstorable === null) return { kind: "read", value: parsed.data };
  return refused("invalid_request", unstorable ?? parsed.error?.issues[0]?.path.join("."));
}

/** What every list takes: how many rows, and after which. */
export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(LONGEST_PAGE).default(20),
  cursor: z.string().min(1).max(200).optional(),
});

/** Reads where a page starts; null is the beginning. */
export function readCursor(
  text: string | undefined,
): { kind: "read"; after: PageCursor | null } | Refused<"cursor_invalid"> {
  if (text === undefined) return { kind: "read", after: null };
  const after = decodeCursor(text);
  return after ? { kind: "read", after } : refused("cursor_invalid", "cursor");
}
