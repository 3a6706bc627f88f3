/** A NUL character, which PostgreSQL's text cannot hold, or half of a surrogate pair, which its jsonb refuses. */
const UNSTORABLE = /[\p{Cs}\u{0}]/u;

/** Whether the database can keep a text, and can be asked for it. */
export function isStorable(text: string): boolean {
  return !UNSTORABLE.test(text);
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
