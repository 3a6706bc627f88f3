import { z } from "zod";
import { PageQuery } from "../../../read-input";
import { Month } from "../../../statement-input";

/** Which month, and after which distributor. */
export const TaxReportQuery = PageQuery.extend({
  month: Month,
  cursor: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .optional(),
});

/** Which month is filed. */
export const TaxExportQuery = z.object({ month: Month });
