import { z } from "zod";

const id = z.string().regex(/^[\w-]{1,100}$/);

/** What is named is changed, the rest stays. */
export const careShape = z
  .strictObject({ owner_id: id.nullable().optional(), consents_to_marketing: z.boolean().optional() })
  .refine((wanted) => Object.keys(wanted).length > 0);

export const noteShape = z.strictObject({ body: z.string().trim().min(1).max(2_000) });

export const taskShape = z.strictObject({
  title: z.string().trim().min(1).max(200),
  due_on: z.iso.date().nullable().default(null),
  /** Whose task it is; without one, of whoever writes it. */
  assignee_id: id.optional(),
});

export const taskListShape = z.object({
  assignee_id: id.optional(),
  state: z.enum(["open", "done"]).optional(),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

export const finishShape = z.strictObject({ is_done: z.boolean() });
