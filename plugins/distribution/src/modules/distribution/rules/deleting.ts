import type { EntityManager } from "typeorm";
import { balancesFrom } from "../../../domain/accounts";
import { type DeletionRefusal, deletionRefusal } from "../../../domain/erasure";
import type { Refused } from "../../../domain/errors";
import { findDistributorOfCustomer } from "../storage/distributor-store";
import { isErased } from "../storage/erasure-store";
import { readBalances } from "../storage/ledger-store";

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
