import type { EntityManager } from "typeorm";
import { type Refused, refused } from "../../../domain/errors";
import { appendAudit } from "../database/audit-store";
import { type PayoutSettings, payoutOrder } from "./payout";
import { findUnpaidIds } from "./payout-store";

/** Transfers in one file for the bank. */
const MOST_TRANSFERS = 500;

/** A line of the file that a merchant hands to their bank. */
export interface BankTransfer {
  payout_id: string;
  outward_number: string;
  real_name: string;
  bank_name: string;
  account_number: string;
  net_fen: bigint;
}

/** Who is to be paid by the merchant's bank and where, in the clear; whoever takes the file is in the audit trail. */
export async function exportBankTransfers(
  manager: EntityManager,
  settings: PayoutSettings,
  { actor_id, now }: { actor_id: string; now: Date },
): Promise<{ kind: "exported"; transfers: BankTransfer[] } | Refused<"nothing_to_export">> {
  const transfers: BankTransfer[] = [];
  for (const payout_id of await findUnpaidIds(manager, settings.provider, MOST_TRANSFERS)) {
    const wanted = await payoutOrder(manager, settings, payout_id);
    if (!wanted?.order.payee) continue;
    const { outward_number, real_name, payee, net_fen } = wanted.order;
    transfers.push({ payout_id, outward_number, real_name, net_fen, ...payee });
  }
  if (transfers.length === 0) return refused("nothing_to_export");
  await appendAudit(manager, {
    occurred_at: now,
    actor_id,
    action: "payees_exported",
    subject_id: "payouts",
    after: { payout_ids: transfers.map(({ payout_id }) => payout_id) },
  });
  return { kind: "exported", transfers };
}
