import { z } from "zod";

/** How customers came to the shop. */
export const SOURCES = ["wechat", "phone", "email", "merchant"] as const;

const days = z.number().int().min(1).max(3_650);
const count = z.number().int().min(0).max(1_000_000);
const fen = z.string().regex(/^\d{1,15}$/);
const ids = z
  .array(z.string().regex(/^[\w-]{1,100}$/))
  .min(1)
  .max(50);
const bins = z.array(z.number().int().min(0).max(5)).min(1).max(6);
const since = z.enum(["within", "over"]);
const bound = z.enum(["at_least", "at_most"]);

const conditionShape = z.discriminatedUnion("field", [
  /** The last paid order lies within so many days, or longer ago; never for who has none. */
  z.strictObject({ field: z.literal("last_order"), op: since, days }),
  z.strictObject({ field: z.literal("first_order"), op: since, days }),
  z.strictObject({ field: z.literal("registered"), op: since, days }),
  z.strictObject({ field: z.literal("last_visit"), op: since, days }),
  /** Paid orders. */
  z.strictObject({ field: z.literal("orders"), op: bound, value: count }),
  z.strictObject({ field: z.literal("refunds"), op: bound, value: count }),
  /** Paid minus refunded, in fen as decimal text. */
  z.strictObject({ field: z.literal("net_fen"), op: bound, value: fen }),
  /** Any of these was bought. A category counts with everything below it. */
  z.strictObject({ field: z.literal("bought_product"), ids }),
  z.strictObject({ field: z.literal("bought_category"), ids }),
  z.strictObject({ field: z.literal("tag"), ids }),
  z.strictObject({ field: z.literal("source"), values: z.array(z.enum(SOURCES)).min(1).max(4) }),
  z.strictObject({ field: z.literal("is_distributor"), value: z.boolean() }),
  z.strictObject({ field: z.literal("has_inviter"), value: z.boolean() }),
  /** Invited by one of these distributors. */
  z.strictObject({ field: z.literal("inviter"), ids }),
  /** Follows the Official Account; who is not in WeChat neither does nor does not. */
  z.strictObject({ field: z.literal("follows"), value: z.boolean() }),
  z.strictObject({
    field: z.literal("birthday_month"),
    months: z.array(z.number().int().min(1).max(12)).min(1).max(12),
  }),
  /** A cell of the RFM matrices, by its bins. */
  z.strictObject({
    field: z.literal("rfm"),
    r: bins.optional(),
    f: bins.optional(),
    m: bins.optional(),
  }),
]);

export type Condition = z.output<typeof conditionShape>;

/** A tree of conditions. `all` of nothing does not exist: the whole shop is no expression. */
export type Segment =
  | { readonly all: readonly Segment[] }
  | { readonly any: readonly Segment[] }
  | { readonly not: Segment }
  | Condition;

const MOST_DEPTH = 5;
const MOST_CONDITIONS = 50;
const MOST_PARTS = 20;

export type SegmentReading =
  | { readonly kind: "segment"; readonly segment: Segment }
  | { readonly kind: "refused"; readonly field: string };

/** Reads a tree; what is malformed is refused with the path of the first wrong field. */
export function readSegment(input: unknown, path = "expression"): SegmentReading {
  const reader = new SegmentReader();
  const segment = reader.read(input, path, 1);
  return segment === null ? { kind: "refused", field: reader.wrong ?? path } : { kind: "segment", segment };
}

class SegmentReader {
  wrong: string | null = null;
  #conditions = 0;

  read(input: unknown, path: string, depth: number): Segment | null {
    if (typeof input !== "object" || input === null || depth > MOST_DEPTH) {
      return this.#refuse(path);
    }
    const [name, ...more] = Object.keys(input);
    if (name === "all" || name === "any" || name === "not") {
      if (more.length > 0) {
        return this.#refuse(`${path}.${more[0]}`);
      }
      const inner = (input as Record<string, unknown>)[name];
      return name === "not" ? this.#not(inner, path, depth) : this.#parts(name, inner, path, depth);
    }
    return this.#condition(input, path);
  }

  #not(inner: unknown, path: string, depth: number): Segment | null {
    const read = this.read(inner, `${path}.not`, depth + 1);
    return read && { not: read };
  }

  #parts(name: "all" | "any", inner: unknown, path: string, depth: number): Segment | null {
    if (!Array.isArray(inner) || inner.length === 0 || inner.length > MOST_PARTS) {
      return this.#refuse(`${path}.${name}`);
    }
    const parts: Segment[] = [];
    for (const [index, part] of inner.entries()) {
      const read = this.read(part, `${path}.${name}.${index}`, depth + 1);
      if (read === null) {
        return null;
      }
      parts.push(read);
    }
    return name === "all" ? { all: parts } : { any: parts };
  }

  #condition(input: object, path: string): Segment | null {
    this.#conditions++;
    const read = conditionShape.safeParse(input);
    if (!read.success) {
      const issue = read.error.issues[0];
      const key = issue?.code === "unrecognized_keys" ? issue.keys[0] : undefined;
      return this.#refuse([path, ...(issue?.path ?? []), ...(key ? [key] : [])].map(String).join("."));
    }
    const isEmptyCell = read.data.field === "rfm" && !read.data.r && !read.data.f && !read.data.m;
    return isEmptyCell || this.#conditions > MOST_CONDITIONS ? this.#refuse(path) : read.data;
  }

  #refuse(path: string): null {
    this.wrong ??= path;
    return null;
  }
}
