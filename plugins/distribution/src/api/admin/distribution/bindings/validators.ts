import { z } from "zod";
import { PageQuery } from "../../../read-input";

const Id = z.string().trim().min(1).max(64);

/** Which bindings to list. */
export const BindingsQuery = PageQuery.extend({
  customer_id: Id.optional(),
  distributor_id: Id.optional(),
});

/** Which changes to list. */
export const ChangesQuery = PageQuery.extend({
  state: z.enum(["open", "approved", "refused"]).optional(),
});

/** A change to look at; without `distributor_id` the customer is unbound. */
export const ChangePreviewQuery = z.object({ customer_id: Id, distributor_id: Id.optional() });

/** A change to ask for; `distributor_id: null` unbinds. */
export const ProposeChangeBody = z.object({
  customer_id: Id,
  distributor_id: Id.nullable(),
  reason: z.string().trim().min(1).max(200),
});

/** A decision, with a note that whoever asked may read. */
export const DecideChangeBody = z.object({ note: z.string().trim().max(200).optional() });
