import { z } from "zod";

/** Whole fen as decimal text. */
const Fen = z
  .string()
  .regex(/^\d{1,12}$/, "whole fen")
  .transform((text) => BigInt(text));

/** A moment with its offset; kept in UTC. */
const Moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** A name inside the plan, chosen by the merchant and never shown to shoppers. */
const Code = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, "lower-case letters, digits, - and _");

const Id = z.string().min(1).max(64);

/** Either a share of the base in basis points, or fixed fen for each piece. */
const Rate = z.union([z.strictObject({ rate_bps: z.number() }), z.strictObject({ fixed_fen: Fen })]);

const TierRate = z.union([
  z.strictObject({ tier: z.number(), rate_bps: z.number() }),
  z.strictObject({ tier: z.number(), fixed_fen: Fen }),
]);

const MOST_TIERS = 20;
const TierRates = z.array(TierRate).max(MOST_TIERS);

/** What a rate is for. `all` is every product, which makes sense together with a grade or in a campaign. */
const Target = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("variant"), id: Id }),
  z.strictObject({ type: z.literal("product"), id: Id }),
  z.strictObject({ type: z.literal("collection"), id: Id }),
  z.strictObject({ type: z.literal("category"), id: Id }),
  z.strictObject({ type: z.literal("all") }),
]);

const RateRule = z.strictObject({
  code: Code,
  target: Target,
  grade: Code.nullable().default(null),
  tiers: TierRates.min(1),
});

const Campaign = z.strictObject({
  code: Code,
  name: z.string().max(60),
  starts_at: Moment,
  ends_at: Moment,
  rates: z.array(RateRule).min(1).max(200),
});

const Caps = z.strictObject({
  per_line: Rate.nullable().default(null),
  per_order: Rate.nullable().default(null),
  margin_floor: z.strictObject({ keep_bps: z.number(), above_cost: z.boolean() }).nullable().default(null),
});

/** Other keys are kept, so that a condition the law forbids can be refused by its name. */
const GradeCondition = z.looseObject({
  own_sales_fen: Fen.optional(),
  own_earnings_fen: Fen.optional(),
  window_days: z.number(),
});

const Grade = z.strictObject({
  code: Code,
  rank: z.number(),
  name: z.string().max(20),
  benefits: z.array(z.string().min(1).max(60)).max(10).default([]),
  upgrade: GradeCondition.nullable().default(null),
  downgrade: GradeCondition.nullable().default(null),
});

const Binding = z.strictObject({
  protection_days: z.number(),
  expires_after_days: z.number().nullable().default(null),
  customers: z.enum(["all", "new"]).default("all"),
  /** What active distributors earn on what they buy themselves: nothing, or what tier 1 pays. */
  self_purchase: z.enum(["none", "distributor_rate"]).default("none"),
});

/** What a payout costs, as it is stored. */
export const PayoutFeeShape = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("none") }),
  z.strictObject({ kind: z.literal("fixed"), fixed_fen: Fen }),
  z.strictObject({ kind: z.literal("share"), rate_bps: z.number(), minimum_fen: Fen }),
]);

const terms = {
  rules: z.array(RateRule).max(500).default([]),
  campaigns: z.array(Campaign).max(50).default([]),
  caps: Caps.prefault({}),
  grades: z.array(Grade).max(20).default([]),
  binding: Binding,
  payout_fee: PayoutFeeShape.default({ kind: "none" }),
};

/** The part of a plan that is stored as one document. */
export const PlanTermsShape = z.strictObject(terms);

/** A draft as it travels: amounts as decimal text of fen, moments as ISO 8601. Reading it gives a `PlanDraft`. */
export const PlanDraftShape = z.strictObject({
  name: z.string().max(60),
  effective_from: Moment.nullable().default(null),
  tiers: TierRates,
  holding_days: z.number(),
  minimum_payout_fen: Fen,
  joining_mode: z.enum(["free", "after_purchase", "review", "invitation"]),
  /** Nothing may stand here: it exists so that a paid or bought entry is refused by name. */
  joining_conditions: z.record(z.string(), z.unknown()).optional(),
  agreement: z.strictObject({
    version: z.string().max(60),
    title: z.string().max(120),
    body: z.string().max(50_000),
  }),
  ...terms,
});

/** What a merchant writes before publishing. */
export type PlanDraft = z.output<typeof PlanDraftShape>;
/** A draft as it travels. */
export type PlanDraftInput = z.input<typeof PlanDraftShape>;
/** Rules, campaigns, caps, grades, binding policy and payout fee. */
export type PlanTerms = z.output<typeof PlanTermsShape>;

/** A share of the base in basis points, or fixed fen for each piece. */
export type Rate = z.output<typeof Rate>;
/** One tier's rate: tier 1 is the buyer's own inviter. */
export type TierRate = z.output<typeof TierRate>;
/** Rates for what a target names, for everybody or for the distributors of one grade. */
export type RateRule = z.output<typeof RateRule>;
/** Rates that hold in `[starts_at, ends_at)`. */
export type Campaign = z.output<typeof Campaign>;
/** Bounds on what a line, an order, or a margin can bear. */
export type Caps = z.output<typeof Caps>;
/** A grade of distributors; its `code` identifies it, its `rank` only orders it (higher is better). */
export type Grade = z.output<typeof Grade>;
/** Every named amount must be reached within the days that ended. */
export type GradeCondition = z.output<typeof GradeCondition>;
/** What holds between a shopper and their inviter. */
export type BindingPolicy = z.output<typeof Binding>;
/** What a payout costs the distributor. */
export type PayoutFee = z.output<typeof PayoutFeeShape>;
/** How people become distributors. */
export type JoiningMode = PlanDraft["joining_mode"];
