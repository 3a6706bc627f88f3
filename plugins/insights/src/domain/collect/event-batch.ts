import { isStorable } from "@tengman/values";
import { z } from "zod";
import type { Refusal } from "../refusal";

/** What shoppers do, with the number the database keeps for it. Numbers never change their meaning. */
export const EVENT_KINDS = {
  page: 1,
  product: 2,
  search: 3,
  share: 4,
  open: 5,
  cart: 6,
  checkout: 7,
  pay: 8,
} as const;

export type EventKind = keyof typeof EVENT_KINDS;

export const MOST_EVENTS = 50;
/** How old an event may be when it arrives, and how far a phone's clock may be ahead. */
export const OLDEST_MS = 3 * 86_400_000;
export const MOST_AHEAD_MS = 10 * 60_000;

const text = (longest: number) => z.string().trim().min(1).max(longest).refine(isStorable);
/** A page of the shop: never a query, in which secrets of links travel. */
const path = z
  .string()
  .regex(/^\/[^?#\s]*$/)
  .max(120)
  .refine(isStorable);
const product_id = z.string().regex(/^[\w-]{1,64}$/);
const share_token = z.string().regex(/^[\w-]{16,32}$/);

const envelope = {
  id: z.guid(),
  occurred_at: z.iso.datetime({ offset: true }).transform((value) => new Date(value)),
  path: path.optional(),
  channel: z
    .string()
    .regex(/^[a-z0-9_-]{1,32}$/)
    .optional(),
};

const eventShape = z.discriminatedUnion("kind", [
  z.strictObject({ ...envelope, kind: z.literal("page") }),
  z.strictObject({ ...envelope, kind: z.literal("product"), product_id }),
  z.strictObject({
    ...envelope,
    kind: z.literal("search"),
    term: text(60),
    /** How many products were found. */
    results: z.int().min(0).max(1_000_000).optional(),
  }),
  z.strictObject({
    ...envelope,
    kind: z.literal("share"),
    product_id: product_id.optional(),
    share_token: share_token.optional(),
  }),
  z.strictObject({ ...envelope, kind: z.literal("open"), share_token }),
  z.strictObject({ ...envelope, kind: z.literal("cart"), product_id }),
  z.strictObject({ ...envelope, kind: z.literal("checkout") }),
  z.strictObject({ ...envelope, kind: z.literal("pay") }),
]);

const batchShape = z.strictObject({
  visitor_id: z.guid(),
  /** Whether the visitor lets the shop count what they do. */
  consent: z.enum(["granted", "refused"]),
  events: z.array(eventShape).min(1).max(MOST_EVENTS),
});

/** One thing a visitor did. */
export type BehaviourEvent = z.output<typeof eventShape>;
/** What a page sends at once. */
export type EventBatch = z.output<typeof batchShape>;

export type ReadBatch = { kind: "read"; batch: EventBatch } | { kind: "refused"; refusal: Refusal };

/** Checks what a page sent. Nothing unnamed is taken: what is not asked for is not kept. */
export function readBatch(input: unknown, now: Date): ReadBatch {
  const read = batchShape.safeParse(input ?? {});
  if (!read.success) {
    const issue = read.error.issues[0];
    const path = [...(issue?.path ?? []), ...(issue?.code === "unrecognized_keys" ? issue.keys : [])];
    return { kind: "refused", refusal: { code: "invalid_input", field: path.join(".") } };
  }
  const wrong = read.data.events.findIndex(({ occurred_at }) => !isReceivable(occurred_at, now));
  if (wrong >= 0) {
    return {
      kind: "refused",
      refusal: { code: "time_out_of_range", field: `events.${wrong}.occurred_at` },
    };
  }
  return { kind: "read", batch: read.data };
}

function isReceivable(occurred_at: Date, now: Date): boolean {
  const age_ms = now.getTime() - occurred_at.getTime();
  return age_ms <= OLDEST_MS && age_ms >= -MOST_AHEAD_MS;
}
