import { z } from "zod";
import { PageQuery } from "../../../read-input";
import { Month } from "../../../statement-input";

/** Which month's statements. */
export const StatementsQuery = PageQuery.extend({
  month: Month,
  cursor: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
});

/** Through which month to close; the latest that is over when absent. */
export const CloseBody = z.object({ month: Month.optional() });
