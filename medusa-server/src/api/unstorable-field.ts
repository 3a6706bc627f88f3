/** A NUL, which PostgreSQL's text cannot hold, and half of a surrogate pair, which its jsonb refuses. */
const UNSTORABLE = /\0|\p{Cs}/u;
const DEEPEST = 40;

/**
 * The path of the first text or name in a body that the database cannot keep, such as `items.0.title`; also of what lies
 * deeper than any body of ours.
 * @returns undefined when there is none
 */
export function unstorableField(value: unknown, path: readonly string[] = []): string | undefined {
  if (typeof value === "string") return UNSTORABLE.test(value) ? path.join(".") : undefined;
  if (typeof value !== "object" || value === null || Buffer.isBuffer(value)) return undefined;
  if (path.length >= DEEPEST) return path.join(".");
  for (const [name, part] of Object.entries(value)) {
    const here = [...path, name];
    if (UNSTORABLE.test(name)) return path.join(".");
    const found = unstorableField(part, here);
    if (found !== undefined) return found;
  }
  return undefined;
}
