/**
 * Fields that may be shown: `true` is a plain value (text, number, truth, or a list of those), an object names the
 * fields below. A value with fields of its own is never shown by `true`, so what nobody named stays inside.
 * `*` stands for every field that has no name here.
 */
export interface Fields {
  readonly [field: string]: true | Fields;
}

/** Names plain fields, separated by spaces, and those with fields of their own. */
export function fields(plain: string, below: Record<string, Fields> = {}): Fields {
  return { ...Object.fromEntries(plain.split(/\s+/).map((field) => [field, true] as const)), ...below };
}

const known = (shown: Fields, field: string): true | Fields | undefined =>
  Object.hasOwn(shown, field) ? shown[field] : shown["*"];

const isPlain = (value: unknown): boolean => typeof value !== "object" || value === null;

/** What is left of a parsed JSON value when only the named fields are shown. Lists are shown row by row. */
export function pickFields(shown: Fields, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((row) => pickFields(shown, row));
  if (typeof value !== "object" || value === null) return value === null ? null : undefined;
  const picked: Record<string, unknown> = {};
  for (const [field, inner] of Object.entries(value)) {
    const rule = known(shown, field);
    if (rule === undefined) continue;
    const kept = rule === true ? plainOf(inner) : pickFields(rule, inner);
    if (kept !== undefined) picked[field] = kept;
  }
  return picked;
}

function plainOf(value: unknown): unknown {
  return isPlain(value) || (Array.isArray(value) && value.every(isPlain)) ? value : undefined;
}

/** Whether a dotted path may be shown. */
export function isShown(shown: Fields, path: string): boolean {
  let rule: true | Fields | undefined = shown;
  for (const field of path.split(".")) {
    if (rule === undefined || rule === true) return false;
    rule = known(rule, field);
  }
  return rule !== undefined;
}

const MODIFIER = /^[+\-* ]/;

/**
 * What is left of a query's `fields` as Medusa reads it (`id,title`, `+sku`, `-images`, `*variants`, `variants.*`): the
 * database is not asked for what would not be shown.
 * @returns undefined for Medusa's default fields.
 */
export function askedFields(shown: Fields, asked: unknown): string | undefined {
  const wishes = (Array.isArray(asked) ? asked : [asked])
    .filter((wish) => typeof wish === "string")
    .flatMap((wish) => wish.split(","))
    .filter((wish) => wish.trim() !== "");
  if (wishes.length === 0) return undefined;
  const kept = wishes.filter((wish) =>
    isShown(shown, wish.replace(MODIFIER, "").replace(/\.\*$/, "").trim()),
  );
  if (kept.length > 0) return kept.join(",");
  // Names without a sign replace the default fields: leaving all of them out must not bring the defaults back.
  return wishes.some((wish) => !MODIFIER.test(wish) && !wish.endsWith(".*")) ? "id" : undefined;
}
