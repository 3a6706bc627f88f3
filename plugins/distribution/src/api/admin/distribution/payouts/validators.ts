import { z } from "zod";
import { PageQuery } from "../../../read-input";

/** Payouts of one state, or all. */
export const PayoutsQuery = PageQuery.extend({
  state: z.enum(["requested", "rejected", "transferring", "confirmed", "failed", "expired"]).optional(),
});
