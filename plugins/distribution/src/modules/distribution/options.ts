import { adminGrantsOf } from "@tengman/plugin-kit";
import { z } from "zod";
import { TAX_POLICIES } from "../../domain/payout/tax";
import {
  RISK_SIGNALS,
  type RiskBound,
  type RiskRules,
  type RiskSignal,
  STANDARD_RULES,
  STRANGERS_SIGNALS,
} from "../../domain/risk/risk";
import type { SealingKey } from "./identity/encryptor";

const KEY_BYTES = 32;

/** Whole fen, as decimal text or as a number. */
const fen = (standard: bigint) =>
  z
    .union([z.string().regex(/^\d{1,12}$/, "whole fen"), z.number().int().nonnegative()])
    .default(String(standard))
    .transform((value) => BigInt(value));

/** The bounds of the facts of the day: ¥0.10, ¥200 a transfer, ¥2,000 a person and ¥50,000 a shop on a day. */
const Limits = z
  .object({
    minimum_fen: fen(10n),
    per_transfer_fen: fen(20_000n),
    per_person_day_fen: fen(200_000n),
    per_shop_day_fen: fen(5_000_000n),
  })
  .prefault({});

/** The whole shop's: other plugins find the permissions that they know in the same list. */
const Grants = z
  .record(z.string().min(1).max(200), z.array(z.string().min(1).max(60)))
  .transform(adminGrantsOf);

const bound = z.number().int().min(1).nullable();

/** Rules from a day on: what is not named keeps its standard bound. */
const Rules = z.object({
  from: z.iso.date(),
  bounds: z
    .partialRecord(z.enum(RISK_SIGNALS), z.object({ review: bound, hold: bound }))
    .default({})
    .refine(
      (given) => STRANGERS_SIGNALS.every((signal) => (given[signal]?.hold ?? null) === null),
      `no hold for what strangers can bring about alone: ${STRANGERS_SIGNALS.join(", ")}`,
    )
    .transform((given): Record<RiskSignal, RiskBound> => ({ ...STANDARD_RULES.bounds, ...given })),
  refund_rate_orders: z.number().int().min(1).default(STANDARD_RULES.refund_rate_orders),
});

/** The name of the key that `identity_key` gives: what was sealed before keys had names is sealed under it. */
const FIRST_KEY_ID = "1";

const IdentityKey = z
  .string()
  .refine((text) => Buffer.from(text, "base64").length === KEY_BYTES, "32 bytes in base64");

/** The first seals, all of them open. */
const IdentityKeys = z
  .array(z.object({ id: z.string().regex(/^[A-Za-z0-9._-]{1,40}$/), key: IdentityKey }))
  .refine(
    (keys) => new Set(keys.map(({ id }) => id)).size === keys.length,
    "every key has a name of its own",
  );

const name = z.string().min(1).max(60);

/**
 * Where it says who paid: a field of a payment's data (`payment_field`), and the entity of Query that knows by it
 * (`field`) which customer that is.
 */
const Payers = z.object({ payment_field: name, entity: name, field: name });
export type PayerSource = z.infer<typeof Payers>;

const Options = z.object({
  share_token_days: z.number().int().min(1).max(3_650).default(180),
  compliance_profile: z.enum(["cn-mainland", "unrestricted"]).default("cn-mainland"),
  payout_provider: z.string().min(1).max(60).optional(),
  identity_key: IdentityKey.optional(),
  identity_keys: IdentityKeys.default([]),
  tax_policy: z.enum(TAX_POLICIES).default("cn-labour"),
  payout_limits: Limits,
  admin_permissions: Grants.optional(),
  risk_rules: z
    .array(Rules)
    .default([])
    .transform((given): RiskRules[] => [STANDARD_RULES, ...given]),
  person_fields: z.array(name).default([]),
  payers: Payers.optional(),
});

/**
 * The keys that seal identities, the one that seals first; null while none is configured.
 * @throws Error when `identity_key` and `identity_keys` both name the first key there ever was
 */
export function ringOf({
  identity_key,
  identity_keys,
}: Pick<DistributionOptions, "identity_key" | "identity_keys">): [SealingKey, ...SealingKey[]] | null {
  const first = identity_key ? [{ id: FIRST_KEY_ID, key: identity_key }] : [];
  if (first.length > 0 && identity_keys.some(({ id }) => id === FIRST_KEY_ID)) {
    throw new Error(
      `distribution: wrong options (identity_keys: "${FIRST_KEY_ID}" is the name of identity_key)`,
    );
  }
  const [current, ...older] = [...identity_keys, ...first];
  return current ? [current, ...older] : null;
}

/**
 * The plugin's options: how long share tokens live, which law's bounds hold, and how commission is paid out. Without
 * `payout_provider` and a key for identities payouts are closed.
 */
export type DistributionOptions = z.infer<typeof Options>;

/** Checks the plugin's options. @throws Error naming the option that is wrong, which stops the boot */
export function readOptions(given: unknown): DistributionOptions {
  const parsed = Options.safeParse(given ?? {});
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new Error(`distribution: wrong options (${problems.join("; ")})`);
}
