import { z } from "zod";
import { PageQuery } from "../../../read-input";

/** Whose transfers. */
export const TransfersQuery = PageQuery.extend({ distributor_id: z.string().min(1).max(64).optional() });

/** Whose accounts; the cursor is an account's number. */
export const AccountsQuery = TransfersQuery.extend({
  cursor: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
});
