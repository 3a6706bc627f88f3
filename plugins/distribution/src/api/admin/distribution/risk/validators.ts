import { z } from "zod";
import { PageQuery } from "../../../read-input";

/** The queue of cases; `open` are those that wait for somebody. */
export const RiskCasesQuery = PageQuery.extend({
  state: z.enum(["open", "cleared", "confirmed"]).optional(),
  distributor_id: z.string().min(1).max(60).optional(),
});

/** Holding somebody's money by hand. The reason is kept in the audit trail. */
export const HoldBody = z.object({
  distributor_id: z.string().min(1).max(60),
  reason: z.string().trim().min(1).max(200),
});

/** Deciding a case. The person concerned reads the reason. */
export const DecideRiskBody = z.object({
  decision: z.enum(["cleared", "confirmed"]),
  reason: z.string().trim().min(1).max(200),
});
