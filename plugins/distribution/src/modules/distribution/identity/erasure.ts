import type { EntityManager } from "typeorm";
import { type Refused, refused } from "../../../domain/errors";
import {
  type DeletionRefusal,
  deletionRefusal,
  ERASED_NAME,
  type ErasureRefusal,
  erasureRefusal,
  identityKeptUntil,
} from "../../../domain/identity/erasure";
import { balancesFrom } from "../../../domain/ledger/accounts";
import { appendAudit } from "../database/audit-store";
import { lockAccruals } from "../intake/forgone-store";
import { lockBalances, readBalances } from "../ledger/ledger-store";
import { findPayoutUnderWay } from "../payout/payout-store";
import { changeStatus } from "../referral/distributor-status";
import { findDistributorOfCustomer, lockDistributor } from "../referral/distributor-store";
import { findCaseInForce } from "../risk/risk-case-store";
import { deleteTraces } from "../risk/risk-trace-store";
import { decideCorrection, findLatestCorrection } from "./correction-store";
import { eraseDistributor, isErased, readLastPaidAt } from "./erasure-store";

export type ErasureResult =
  | { kind: "erased"; distributor_id: string; identity_kept_until: Date | null }
  | Refused<ErasureRefusal | "not_a_distributor">;

/**
 * Closes a person's own account for good: name, share links, device and address traces and identity go; of an identity
 * that was paid the sealed record stays as long as the law has it. Every transfer stays, under a number.
 */
export async function eraseOwnAccount(
  manager: EntityManager,
  { customer_id, now }: { customer_id: string; now: Date },
): Promise<ErasureResult> {
  await lockAccruals(manager);
  const known = await findDistributorOfCustomer(manager, customer_id);
  const distributor = known && (await lockDistributor(manager, known.id));
  if (!distributor || (await isErased(manager, distributor.id))) return refused("not_a_distributor");
  const { id, account_no, status } = distributor;
  const refusal = erasureRefusal({
    balances: balancesFrom(account_no, await lockBalances(manager, [account_no])),
    has_payout_under_way: (await findPayoutUnderWay(manager, id)) !== null,
    has_standing_case: (await findCaseInForce(manager, id)) !== null,
  });
  if (refusal) return refusal;
  if (status !== "closed") {
    const act = status === "applied" ? "refuse" : "close";
    await changeStatus(manager, {
      distributor_id: id,
      act,
      actor_id: customer_id,
      reason: "本人注销",
      now,
    });
  }
  const wish = await findLatestCorrection(manager, id);
  if (wish?.state === "open") {
    await decideCorrection(manager, {
      id: wish.id,
      state: "withdrawn",
      decided_by: customer_id,
      reason: null,
      now,
    });
  }
  const identity_kept_until = identityKeptUntil(await readLastPaidAt(manager, id), now);
  await eraseDistributor(manager, { distributor_id: id, name: ERASED_NAME, now, identity_kept_until });
  await deleteTraces(manager, customer_id);
  await appendAudit(manager, {
    occurred_at: now,
    actor_id: customer_id,
    action: "account_erased",
    subject_id: id,
    after: { identity_kept_until: identity_kept_until?.toISOString() ?? null },
  });
  return { kind: "erased", distributor_id: id, identity_kept_until };
}

/** Why somebody cannot close their account for good yet, as it is now; null when they can, or are no distributor. */
export async function ownErasureRefusal(
  manager: EntityManager,
  customer_id: string,
): Promise<Refused<ErasureRefusal> | null> {
  const distributor = await findDistributorOfCustomer(manager, customer_id);
  if (!distributor || (await isErased(manager, distributor.id))) return null;
  const { id, account_no } = distributor;
  return erasureRefusal({
    balances: balancesFrom(account_no, await readBalances(manager, account_no)),
    has_payout_under_way: (await findPayoutUnderWay(manager, id)) !== null,
    has_standing_case: (await findCaseInForce(manager, id)) !== null,
  });
}

/** Why some of these customers cannot be deleted; null when all can. Who closed their account for good is nobody here. */
export async function deletionRefusalOf(
  manager: EntityManager,
  customer_ids: readonly string[],
): Promise<Refused<DeletionRefusal> | null> {
  for (const customer_id of customer_ids) {
    const distributor = await findDistributorOfCustomer(manager, customer_id);
    if (!distributor || (await isErased(manager, distributor.id))) continue;
    const { account_no, status } = distributor;
    const balances = balancesFrom(account_no, await readBalances(manager, account_no));
    const refusal = deletionRefusal({ status, balances });
    if (refusal) return refusal;
  }
  return null;
}
