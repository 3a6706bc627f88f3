import { z } from "zod";
import { CORRECTION_CAUSES } from "../../../domain/identity/identity-correction";
import { PageQuery } from "../../read-input";

/** Whose token it is. */
export const PreviewQuery = z.object({ share_token: z.string().min(1).max(64) });

/** Why a shopper wants to be unbound; the merchant reads it. */
export const UnbindRequestBody = z.object({ reason: z.string().trim().min(1).max(200) });

/** The token of the person agreed to. */
export const BindBody = z.object({ share_token: z.string().min(1).max(64) });

/** An appeal in the person's own words. */
export const AppealBody = z.object({ appeal: z.string().trim().min(5).max(1_000) });

/** Closing an account cannot be taken back, so the page says that it was understood. */
export const ClosureBody = z.object({ understood: z.literal(true) });

const MOST_PRODUCTS = 50;

/** Which page of goods. */
export const GoodsQuery = z.object({
  product_ids: z
    .string()
    .transform((text) => [...new Set(text.split(",").filter((id) => id !== ""))])
    .pipe(z.array(z.string().max(64)).min(1).max(MOST_PRODUCTS)),
});

/** Who somebody is, with their consent to a notice of a version. */
export const IdentityBody = z.object({
  real_name: z.string().min(1).max(40),
  id_number: z.string().min(1).max(40),
  // A consent of its own, given to a notice of a version.
  consent: z.literal(true),
  notice_version: z.string().min(1).max(60),
});

/** The identity as it should have been told, and why it was not. */
export const CorrectionBody = IdentityBody.extend({ cause: z.enum(CORRECTION_CAUSES) });

/** Orders of one state, or all. */
export const OrdersQuery = PageQuery.extend({
  state: z.enum(["pending", "available", "clawed_back"]).optional(),
});

/** The amount a payout might be of, in fen. */
export const PayoutQuoteQuery = z.object({ amount_fen: z.string().regex(/^[1-9]\d{0,11}$/) });

/** How much is asked for, and to whom it goes. */
export const PayoutBody = z.object({
  amount_fen: z.string().regex(/^[1-9]\d{0,11}$/),
  // Left out where money arrives by itself: see `terms.destination`.
  payee: z
    .object({
      bank_name: z.string().trim().min(2).max(60),
      account_number: z.string().regex(/^\d{8,30}$/),
    })
    .optional(),
  idempotency_key: z.string().regex(/^[\w-]{8,64}$/),
});

/** A page of one level of the team. */
export const TeamQuery = PageQuery.extend({ level: z.coerce.number().int().min(1).max(10).default(1) });

/** Joining: the agreement in force is accepted, and an invitation shown where the plan asks for one. */
export const JoinBody = z.object({
  agreement_version: z.string().min(1).max(100),
  display_name: z.string().trim().min(1).max(40).optional(),
  invitation_code: z.string().trim().min(1).max(64).optional(),
});

/** The version of the agreement that is accepted. */
export const AcceptAgreementBody = z.object({ agreement_version: z.string().min(1).max(100) });

/** An invitation; the note is for the issuer's own memory. */
export const InvitationBody = z.object({ note: z.string().trim().max(60).optional() });

/** What is shared. */
export const ShareTokenBody = z.object({
  target: z.discriminatedUnion("type", [
    z.object({ type: z.literal("shop") }),
    z.object({ type: z.literal("product"), id: z.string().min(1).max(64) }),
  ]),
});

/** How many days back, today among them. */
export const DailyQuery = z.object({ days: z.coerce.number().int().min(1).max(90).default(30) });
