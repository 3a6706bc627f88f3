import type { EntityManager } from "typeorm";
import type { Refused } from "../../../domain/errors";
import { type DeletionRefusal, deletionRefusal } from "../../../domain/identity/erasure";
import { balancesFrom } from "../../../domain/ledger/accounts";
import { readBalances } from "../ledger/ledger-store";
import { findDistributorOfCustomer } from "../referral/distributor-store";
import { isErased } from "./erasure-store";

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
