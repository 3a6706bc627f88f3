import { z } from "zod";
import { PageQuery } from "../../../read-input";

/** Which distributors to list. */
export const DistributorsQuery = PageQuery.extend({
  /** Part of the name, or the whole id. */
  q: z.string().trim().max(64).optional(),
  /** A grade's code. */
  grade: z.string().trim().max(40).optional(),
  status: z.enum(["applied", "active", "frozen", "closed"]).optional(),
});

const LONGEST_REASON = 200;

/** A decision that the person concerned is told the reason of. */
export const ReasonBody = z.object({ reason: z.string().trim().min(1).max(LONGEST_REASON) });

/** A decision whose reason may be left out. */
export const OptionalReasonBody = z.object({
  reason: z.string().trim().max(LONGEST_REASON).optional(),
});

/** A grade given by hand; pinned ones stay whatever the figures say. */
export const GiveGradeBody = z.object({
  grade_code: z.string().trim().min(1).max(40).nullable(),
  is_pinned: z.boolean().default(true),
  reason: z.string().trim().min(1).max(LONGEST_REASON),
});
