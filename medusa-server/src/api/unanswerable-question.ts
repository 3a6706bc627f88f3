/** What PostgreSQL calls values that are none: no number, no date, no member of an enum, none of its characters. */
const BAD_VALUES: ReadonlySet<unknown> = new Set([
  "22003",
  "22007",
  "22008",
  "22021",
  "2201W",
  "2201X",
  "22P02",
  "22P05",
]);

/** What MikroORM says when a list is filtered or sorted by what it does not have. */
const NO_SUCH_PROPERTY = /^Trying to (order|query|populate) by not existing property /i;

/**
 * Whether a question failed because of what was asked, not of what the shop holds: Medusa hands filters and sort orders
 * to the database as they are. Only of reading: what fails while writing may be a fault of ours.
 */
export function isUnanswerable(method: string, error: unknown): boolean {
  if (method !== "GET" && method !== "HEAD") return false;
  if (typeof error !== "object" || error === null) return false;
  const { code, message } = error as { code?: unknown; message?: unknown };
  return BAD_VALUES.has(code) || (typeof message === "string" && NO_SUCH_PROPERTY.test(message));
}
