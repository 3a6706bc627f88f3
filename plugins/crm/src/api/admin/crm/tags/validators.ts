import { z } from "zod";

const id = z.string().regex(/^[\w-]{1,100}$/);

/** A tag as it is written; its rule is read as a segment. */
export const tagShape = z.strictObject({
  name: z.string().trim().min(1).max(40),
  rule: z.unknown().optional(),
});

/** Whom a tag is given to and taken from. */
export const assignmentShape = z.strictObject({
  add: z.array(id).max(1_000).default([]),
  remove: z.array(id).max(1_000).default([]),
});

/** The tags that a customer is to have by hand. */
export const customerTagsShape = z.strictObject({
  add: z.array(id).max(50).default([]),
  remove: z.array(id).max(50).default([]),
});
