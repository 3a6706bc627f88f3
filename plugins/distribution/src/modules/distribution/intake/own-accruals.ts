import { TRANSFER_KINDS } from "../../../domain/ledger/postings";

/**
 * Accruals `a` of distributors, to be followed by further conditions. They are found by the transfers `b` that booked
 * them: an index of accruals by their owner would be one more page to write for each person whom a batch pays, and the
 * largest index of the ledger.
 * @param owners compares an account number, `"= $1"`
 */
export function ownAccruals(owners: string): string {
  return `distribution.transfer b join distribution.accrual a on a.order_line_id = b.source and a.tier = b.tier
     where greatest(b.dr, b.cr) >> 3 ${owners} and b.kind = ${TRANSFER_KINDS.accrue}`;
}
