import type { EntityManager } from "typeorm";
import { ulid } from "ulid";
import { DistributionError, type Refused, refused } from "../../../domain/errors";
import { maskedNumber } from "../../../domain/identity/resident-id";
import { accountOf } from "../../../domain/ledger/accounts";
import { payoutHold, payoutPay, payoutRelease } from "../../../domain/ledger/postings";
import {
  mayBecome,
  netRefusal,
  type PayoutLimits,
  type PayoutRefusal,
  payoutRefusal,
  type TransferOutcome,
} from "../../../domain/payout/payout";
import { feeOf, netOf, type PayoutParts } from "../../../domain/payout/payout-fee";
import { type TaxPolicy, withholdInYear } from "../../../domain/payout/tax";
import type { Plan } from "../../../domain/plan/plan";
import { mayWithdraw } from "../../../domain/referral/distributor-status";
import { holds } from "../../../domain/risk/risk";
import { shanghaiDay, shanghaiMonth } from "../../../domain/shanghai-day";
import type { Payee, PayoutOrder } from "../../../payout-provider";
import { appendAudit } from "../database/audit-store";
import { newId } from "../database/new-id";
import { noteSealingKey } from "../identity/encryption-keys";
import type { Encryptor } from "../identity/encryptor";
import { isErased } from "../identity/erasure-store";
import { openIdentity } from "../identity/identity";
import { findIdentity, findIdentityOfVersion } from "../identity/identity-store";
import { lockBalances, postTransfers } from "../ledger/ledger-store";
import { findPlanInForce } from "../plan/plan-store";
import {
  findDistributor,
  lockDistributorForShare,
  lockDistributorOfCustomerForShare,
} from "../referral/distributor-store";
import { findCaseInForce } from "../risk/risk-case-store";
import {
  findPayout,
  findPayoutUnderWay,
  findRequestedPayout,
  insertPayout,
  lockPayout,
  lockRequests,
  type PayoutRow,
  readDaySums,
  readPaidMonths,
  writePayout,
} from "./payout-store";

/** How the shop pays out; without it payouts are closed. */
export interface PayoutSettings {
  provider: string;
  sealer: Encryptor;
  limits: PayoutLimits;
  tax_policy: TaxPolicy;
}

export interface RequestPayout {
  customer_id: string;
  amount_fen: bigint;
  /** A bank account, or null when the provider pays where it knows: at `destination`. */
  payee: Payee | null;
  destination?: string | null;
  /** The same key is the same request. */
  request_key: string;
  now: Date;
}

export type RequestResult =
  | { kind: "requested" | "already_requested"; payout: PayoutRow }
  | Refused<PayoutRefusal | "not_a_distributor" | "identity_missing" | "request_key_reused" | "risk_held">;

/**
 * Requests a payout and sets its money aside. Requests take turns, and the balances are locked, so however many come
 * at once, no fen is promised twice.
 */
export async function requestPayout(
  manager: EntityManager,
  settings: PayoutSettings,
  input: RequestPayout,
): Promise<RequestResult> {
  const { customer_id, request_key, amount_fen, now } = input;
  await lockRequests(manager);
  // The status stays as it is until the money is set aside: a freeze comes before this request or after it.
  const distributor = await lockDistributorOfCustomerForShare(manager, customer_id);
  if (!distributor) return refused("not_a_distributor");
  const known = await findRequestedPayout(manager, distributor.id, request_key);
  if (known) {
    if (known.amount_fen !== amount_fen) return refused("request_key_reused", "idempotency_key");
    return { kind: "already_requested", payout: known };
  }
  if (!(await findIdentity(manager, distributor.id))) return refused("identity_missing");
  const standing = await findCaseInForce(manager, distributor.id);
  if (standing && holds(standing)) return refused("risk_held");
  const { id, account_no } = distributor;
  const balances = await lockBalances(manager, [account_no]);
  const today = await readDaySums(manager, id, shanghaiDay(now));
  const plan = await findPlanInForce(manager, now);
  const parts = await payoutParts(manager, plan, {
    distributor_id: id,
    amount_fen,
    policy: settings.tax_policy,
    now,
  });
  const refusal = payoutRefusal({
    ...parts,
    is_active: mayWithdraw(distributor.status),
    is_under_way: (await findPayoutUnderWay(manager, id)) !== null,
    available_fen: balances.get(accountOf(account_no, "available")) ?? 0n,
    debt_fen: -(balances.get(accountOf(account_no, "debt")) ?? 0n),
    plan_minimum_fen: plan?.minimum_payout_fen ?? 0n,
    limits: settings.limits,
    person_today_fen: today.person_fen,
    shop_today_fen: today.shop_fen,
  });
  if (refusal) return refusal;
  const fee = { fee_fen: parts.fee_fen, fee_plan_id: plan?.id ?? null };
  return {
    kind: "requested",
    payout: await storeRequest(manager, settings, input, { id, account_no, ...fee }),
  };
}

/**
 * What would be taken off a payout that is asked for now: the fee of the plan in force, and the tax, were it approved
 * in this month.
 */
export async function payoutParts(
  manager: EntityManager,
  plan: Plan | null,
  wanted: { distributor_id: string; amount_fen: bigint; policy: TaxPolicy; now: Date },
): Promise<PayoutParts> {
  const { distributor_id, amount_fen, policy, now } = wanted;
  const month = shanghaiMonth(now);
  const year = await readPaidMonths(manager, distributor_id, month.slice(0, 4));
  const withheld_fen = withholdInYear(policy, year, month, amount_fen);
  return { amount_fen, withheld_fen, fee_fen: plan ? feeOf(plan.payout_fee, amount_fen) : 0n };
}

/** Who asks, with what their payout costs by which plan. */
interface Requester {
  id: string;
  account_no: bigint;
  fee_fen: bigint;
  fee_plan_id: string | null;
}

async function storeRequest(
  manager: EntityManager,
  settings: PayoutSettings,
  { customer_id, amount_fen, payee, destination, request_key, now }: RequestPayout,
  { id: distributor_id, account_no, ...fee }: Requester,
): Promise<PayoutRow> {
  const id = newId("payout");
  const subject = { payout_id: id, distributor_no: account_no, amount_fen, occurred_at: now };
  await noteSealingKey(manager, settings.sealer, now);
  await insertPayout(manager, {
    id,
    outward_number: ulid(),
    distributor_id,
    distributor_no: account_no,
    request_key,
    provider: settings.provider,
    payee_sealed: settings.sealer.seal(JSON.stringify(payee), `${id}/payee`),
    payee_sealed_with: settings.sealer.key_id,
    payee_hint: payee ? hintOf(payee) : (destination ?? ""),
    amount_fen,
    ...fee,
    requested_at: now,
    requested_day: shanghaiDay(now),
  });
  await postTransfers(manager, [payoutHold(subject)]);
  const after = { amount_fen: String(amount_fen), fee_fen: String(fee.fee_fen), state: "requested" };
  await appendAudit(manager, {
    occurred_at: now,
    actor_id: customer_id,
    action: "payout_requested",
    subject_id: id,
    after,
  });
  return present(await findPayout(manager, id));
}

function hintOf({ bank_name, account_number }: Payee): string {
  return `${bank_name} ${maskedNumber(account_number, 0).slice(-8)}`;
}

/** A merchant's decision about a requested payout. */
export interface ReviewPayout {
  payout_id: string;
  actor_id: string;
  now: Date;
}

export type ReviewResult =
  | { kind: "approved" | "rejected"; payout: PayoutRow }
  | Refused<
      | "payout_not_found"
      | "payout_state_changed"
      | "risk_case_waits"
      | "distributor_frozen"
      | "net_below_minimum"
    >;

/**
 * Approves a payout: what the month withholds is decided now, in the Asia/Shanghai month in which it is paid, and
 * stays. Whoever is frozen waits until they are not. The transfer itself follows outside of the transaction, under the number the payout has had from the start.
 */
export async function approvePayout(
  manager: EntityManager,
  settings: PayoutSettings,
  { payout_id, actor_id, now }: ReviewPayout,
): Promise<ReviewResult> {
  const payout = await lockPayout(manager, payout_id);
  if (!payout) return refused("payout_not_found");
  if (!mayBecome(payout.state, "transferring")) return refused("payout_state_changed");
  if (await findCaseInForce(manager, payout.distributor_id)) return refused("risk_case_waits");
  const distributor = await lockDistributorForShare(manager, payout.distributor_id);
  if (!distributor || !mayWithdraw(distributor.status)) return refused("distributor_frozen");
  const tax_month = shanghaiMonth(now);
  const year = await readPaidMonths(manager, payout.distributor_id, tax_month.slice(0, 4));
  const withheld_fen = withholdInYear(settings.tax_policy, year, tax_month, payout.amount_fen);
  const refusal = netRefusal({ ...payout, withheld_fen }, settings.limits);
  if (refusal) return refusal;
  const review = { reviewed_at: now, reviewed_by: actor_id };
  const tax = { tax_policy: settings.tax_policy, tax_month, withheld_fen };
  await writePayout(manager, payout_id, { state: "transferring", ...tax, ...review });
  const after = { state: "transferring", withheld_fen: String(withheld_fen) } as const;
  await auditChange(manager, payout, after, actor_id, now);
  return { kind: "approved", payout: present(await findPayout(manager, payout_id)) };
}

/** Rejects a payout with a reason; its money goes back. */
export async function rejectPayout(
  manager: EntityManager,
  { payout_id, actor_id, now, reason }: ReviewPayout & { reason: string },
): Promise<ReviewResult> {
  const payout = await lockPayout(manager, payout_id);
  if (!payout) return refused("payout_not_found");
  if (!mayBecome(payout.state, "rejected")) return refused("payout_state_changed");
  const review = { reviewed_at: now, reviewed_by: actor_id };
  await writePayout(manager, payout_id, { state: "rejected", ...review, ended_at: now, reason });
  await release(manager, payout, now);
  await auditChange(manager, payout, { state: "rejected" }, actor_id, now, reason);
  return { kind: "rejected", payout: present(await findPayout(manager, payout_id)) };
}

/** How a transfer ended, as the provider or the merchant says. */
export interface EndTransfer extends ReviewPayout {
  outcome: TransferOutcome;
  /** The provider's or bank's own number, or why it came to nothing. */
  note: string;
}

export type EndResult =
  | { kind: "ended" | "already_ended"; payout: PayoutRow }
  | Refused<"payout_not_found" | "payout_state_changed">;

/** Books how a transfer ended, once: said again it changes nothing, and another ending is refused. */
export async function endTransfer(
  manager: EntityManager,
  { payout_id, actor_id, outcome, note, now }: EndTransfer,
): Promise<EndResult> {
  const payout = await lockPayout(manager, payout_id);
  if (!payout) return refused("payout_not_found");
  if (payout.state === outcome) return { kind: "already_ended", payout };
  if (!mayBecome(payout.state, outcome)) return refused("payout_state_changed");
  const said = outcome === "confirmed" ? { reference: note } : { reason: note };
  await writePayout(manager, payout_id, { state: outcome, ended_at: now, ...said });
  if (outcome === "confirmed") {
    await lockBalances(manager, [payout.distributor_no]);
    await postTransfers(manager, payoutPay(subjectOf(payout, now), partsOf(payout)));
  } else await release(manager, payout, now);
  await auditChange(manager, payout, { state: outcome }, actor_id, now, note);
  return { kind: "ended", payout: present(await findPayout(manager, payout_id)) };
}

/** What a provider needs for the transfer of an approved payout; null when it is not to be transferred. */
export async function payoutOrder(
  manager: EntityManager,
  settings: PayoutSettings,
  payout_id: string,
): Promise<{ provider: string; order: PayoutOrder } | null> {
  const payout = await findPayout(manager, payout_id);
  if (payout?.state !== "transferring" || payout.withheld_fen === null) return null;
  const { provider, outward_number } = payout;
  const person = await openPayee(manager, settings, payout);
  return { provider, order: { outward_number, net_fen: netOf(partsOf(payout)), ...person } };
}

/** Who is paid and where, in the clear, for the merchant who reviews or transfers; the look is audited. */
export async function revealPayee(
  manager: EntityManager,
  settings: PayoutSettings,
  { payout_id, actor_id, now }: ReviewPayout,
): Promise<
  | { kind: "revealed"; payout: PayoutRow; real_name: string; payee: Payee | null }
  | Refused<"payout_not_found">
> {
  const payout = await findPayout(manager, payout_id);
  if (!payout || (await isErased(manager, payout.distributor_id))) return refused("payout_not_found");
  const { real_name, payee } = await openPayee(manager, settings, payout);
  await appendAudit(manager, { occurred_at: now, actor_id, action: "payee_seen", subject_id: payout_id });
  return { kind: "revealed", payout, real_name, payee };
}

async function openPayee(manager: EntityManager, { sealer }: PayoutSettings, payout: PayoutRow) {
  const identity = await findIdentityOfVersion(manager, payout.distributor_id, payout.identity_version);
  const distributor = await findDistributor(manager, payout.distributor_id);
  if (!identity || !distributor) throw new DistributionError("payee_unknown", { payout_id: payout.id });
  const { id, payee_sealed, payee_sealed_with } = payout;
  const payee = JSON.parse(sealer.open(payee_sealed, `${id}/payee`, payee_sealed_with)) as Payee | null;
  const { real_name } = openIdentity(sealer, identity);
  return { real_name, payee, customer_id: distributor.customer_id };
}

async function release(manager: EntityManager, payout: PayoutRow, now: Date): Promise<void> {
  const balances = await lockBalances(manager, [payout.distributor_no]);
  const owed_fen = -(balances.get(accountOf(payout.distributor_no, "debt")) ?? 0n);
  await postTransfers(manager, payoutRelease(subjectOf(payout, now), owed_fen));
}

function subjectOf({ id, distributor_no, amount_fen }: PayoutRow, occurred_at: Date) {
  return { payout_id: id, distributor_no, amount_fen, occurred_at };
}

function partsOf({ amount_fen, withheld_fen, fee_fen }: PayoutRow): PayoutParts {
  return { amount_fen, withheld_fen: withheld_fen ?? 0n, fee_fen };
}

/** What a payout's change is called in the audit trail. */
const AUDITED = {
  transferring: "payout_transferring",
  rejected: "payout_rejected",
  confirmed: "payout_confirmed",
  failed: "payout_failed",
  expired: "payout_expired",
} as const;

function auditChange(
  manager: EntityManager,
  payout: PayoutRow,
  after: { state: keyof typeof AUDITED; withheld_fen?: string },
  actor_id: string,
  now: Date,
  reason?: string,
): Promise<void> {
  const change = { before: { state: payout.state }, after, ...(reason ? { reason } : {}) };
  const action = AUDITED[after.state];
  return appendAudit(manager, { occurred_at: now, actor_id, action, subject_id: payout.id, ...change });
}

function present(payout: PayoutRow | null): PayoutRow {
  if (!payout) throw new DistributionError("payout_vanished");
  return payout;
}
