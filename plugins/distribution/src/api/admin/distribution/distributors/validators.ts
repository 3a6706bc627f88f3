import { z } from "zod";
import { PageQuery } from "../../../read-input";

/** Which distributors to list. */
export const DistributorsQuery = PageQuery.extend({
  /** Part of the name, or the whole id. */
  q: z.string().trim().max(64).optional(),
  status: z.enum(["applied", "active", "frozen", "closed"]).optional(),
});

const LONGEST_REASON = 200;

/** A decision that the person concerned is told the reason of. */
export const ReasonBody = z.object({ reason: z.string().trim().min(1).max(LONGEST_REASON) });

/** A decision whose reason may be left out. */
export const OptionalReasonBody = z.object({
  reason: z.string().trim().max(LONGEST_REASON).optional(),
});
