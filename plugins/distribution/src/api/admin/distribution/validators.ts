import { z } from "zod";
import { CORRECTION_STATES } from "../../../domain/identity/identity-correction";
import { ACKNOWLEDGEMENT_TOPICS } from "../../../domain/plan/compliance";
import { PlanDraftShape } from "../../../domain/plan/plan-shape";
import { PageQuery } from "../../read-input";
import { Month } from "../../statement-input";

/** What was understood, in the merchant's own words. */
export const AcknowledgementBody = z.object({
  topic: z.enum(ACKNOWLEDGEMENT_TOPICS),
  statement: z.string().max(2_000),
});

const name = z.string().trim().min(1).max(100).optional();

/** The audit trail's query: an exact actor, action or subject, between two moments (the later one excluded). */
export const AuditQuery = PageQuery.extend({
  actor_id: name,
  action: name,
  subject_id: name,
  since: z.iso.datetime({ offset: true }).optional(),
  until: z.iso.datetime({ offset: true }).optional(),
});

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

const variantId = z.string().min(1).max(100);
const MOST_VARIANTS = 200;

/** Which variants, by their ids with commas between them. */
export const CostsQuery = z.object({
  variant_ids: z
    .string()
    .min(1)
    .max(MOST_VARIANTS * 101)
    .transform((text) => [...new Set(text.split(","))])
    .pipe(z.array(variantId).max(MOST_VARIANTS)),
});

/** Costs to write; null takes one away. */
export const CostsBody = z.object({
  costs: z
    .array(
      z.object({
        variant_id: variantId,
        /** Whole fen. */
        cost_fen: z
          .string()
          .regex(/^\d{1,12}$/)
          .nullable(),
      }),
    )
    .min(1)
    .max(MOST_VARIANTS)
    .refine((costs) => new Set(costs.map(({ variant_id }) => variant_id)).size === costs.length, {
      message: "a variant is named twice",
    }),
});

/** Which distributors to list. */
export const DistributorsQuery = PageQuery.extend({
  /** Part of the name, or the whole id of the distributor or their customer. */
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

/** Which wishes to list; `open` are those that wait for somebody. */
export const CorrectionsQuery = PageQuery.extend({ state: z.enum(CORRECTION_STATES).optional() });

/** Deciding a wish. The person concerned reads the reason. */
export const DecideCorrectionBody = z.object({ reason: z.string().trim().min(1).max(200) });

/** An invitation; the note is for the merchant's own memory. */
export const IssueInvitationBody = z.object({ note: z.string().trim().max(60).optional() });

/** Whose transfers. */
export const TransfersQuery = PageQuery.extend({ distributor_id: z.string().min(1).max(64).optional() });

/** Whose accounts; the cursor is an account's number. */
export const AccountsQuery = TransfersQuery.extend({
  cursor: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
});

/** How a transfer that the merchant made at their own bank ended. */
export const ConfirmPayoutBody = z.object({
  outcome: z.enum(["confirmed", "failed"]),
  // The bank's own number, or why the transfer came to nothing.
  note: z.string().trim().min(1).max(200),
});

/** Why a payout is rejected; its owner reads it. */
export const RejectPayoutBody = z.object({ reason: z.string().trim().min(1).max(200) });

const reason = z.string().trim().min(1).max(200);
const payout_ids = z
  .array(z.string().min(1).max(60))
  .min(1)
  .max(100)
  .refine((ids) => new Set(ids).size === ids.length, "each once");

/** One decision about many payouts; the answer says of each what became of it. */
export const PayoutBatchBody = z.discriminatedUnion("act", [
  z.object({ act: z.literal("approve"), payout_ids }),
  z.object({ act: z.literal("reject"), payout_ids, reason }),
  z.object({
    act: z.literal("confirm"),
    payout_ids,
    outcome: z.enum(["confirmed", "failed"]),
    // The bank's own number, or why the transfers came to nothing.
    note: reason,
  }),
]);

/** Payouts of one state, or all. */
export const PayoutsQuery = PageQuery.extend({
  state: z.enum(["requested", "rejected", "transferring", "confirmed", "failed", "expired"]).optional(),
});

/** A draft; it is published as the next version. */
export const PublishPlanBody = PlanDraftShape;

/** How many versions, newest first. */
export const PlansQuery = PageQuery.pick({ limit: true });

const Moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** A draft to try on the orders placed in `[since, until)`, with the campaigns to count as running all the time. */
export const SimulatePlanBody = z.strictObject({
  plan: PlanDraftShape,
  since: Moment,
  until: Moment,
  assumed_campaigns: z.array(z.string().max(40)).max(50).default([]),
});

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
