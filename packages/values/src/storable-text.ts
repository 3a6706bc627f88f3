/** What PostgreSQL's text cannot hold. */
const NUL = "\0";
/** Half of a surrogate pair, which PostgreSQL's jsonb refuses. */
const HALF_CHARACTER = /\p{Cs}/u;

/** Whether the database can keep a text, and can be asked for it. */
export function isStorable(text: string): boolean {
  return !text.includes(NUL) && !HALF_CHARACTER.test(text);
}

/**
 * The path of the first text that the database cannot keep, such as `items.0.variant_id`; null when there is none.
 * @param value what a shape has read: its depth is the shape's
 */
export function unstorablePath(value: unknown, path: readonly string[] = []): string | null {
  if (typeof value === "string") return isStorable(value) ? null : path.join(".");
  if (typeof value !== "object" || value === null) return null;
  for (const [key, part] of Object.entries(value)) {
    const found = unstorablePath(part, [...path, key]);
    if (found !== null) return found;
  }
  return null;
}
