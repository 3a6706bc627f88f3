import { ownerOf } from "../ledger/accounts";
import type { LineTransfer } from "../ledger/postings";
import { sumFen } from "../money";

/** What moved for one distributor when money was taken in: all orders, lines and tiers together. */
export interface DistributorMove {
  /** No other move has it, at whatever time and on whatever server. */
  key: string;
  distributor_no: bigint;
  amount_fen: bigint;
}

/** Transfers of one direction, accruals or clawbacks, one sum per distributor. */
export function distributorMoves(transfers: readonly LineTransfer[]): DistributorMove[] {
  const groups = new Map<bigint, LineTransfer[]>();
  for (const transfer of transfers) {
    const distributor_no = ownerOf(transfer);
    groups.set(distributor_no, [...(groups.get(distributor_no) ?? []), transfer]);
  }
  return [...groups].map(([distributor_no, moved]) => ({
    // A line accrues once a tier and a refund takes back once a line: the first of them is in no other sum.
    key: moved.map(({ source, tier }) => `${source}/${tier}`).toSorted()[0] ?? "",
    distributor_no,
    amount_fen: sumFen(moved.map(({ amount_fen }) => amount_fen)),
  }));
}
