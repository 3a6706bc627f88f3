import type { EntityManager } from "typeorm";
import type { PayoutState } from "../../../domain/payout/payout";

/** Which transfers somebody compares with a bill: these outward numbers, and everything sent in between. */
export interface WantedTransfers {
  readonly numbers: readonly string[];
  readonly sent_from: Date;
  readonly sent_until: Date;
}

/** What the ledger booked for an outward number. `released` went back to the person's balance. */
export interface BookedTransfer {
  readonly number: string;
  /** What the person receives, in fen. */
  readonly amount_fen: bigint;
  readonly state: "under_way" | "paid" | "released";
  readonly sent_at: Date;
  /** When the transfer ended here; null while it is under way. */
  readonly ended_at: Date | null;
}

const STATES: Partial<Record<PayoutState, BookedTransfer["state"]>> = {
  transferring: "under_way",
  confirmed: "paid",
  failed: "released",
  expired: "released",
};

/** @param by_hand the provider whose transfers the merchant makes by hand: they stand on no bill of a machine's */
export async function readBookedTransfers(
  manager: EntityManager,
  { numbers, sent_from, sent_until }: WantedTransfers,
  by_hand: string,
): Promise<BookedTransfer[]> {
  const rows = await manager.query<
    {
      outward_number: string;
      net_fen: string;
      state: PayoutState;
      reviewed_at: Date;
      ended_at: Date | null;
    }[]
  >(
    `select outward_number, amount_fen - withheld_fen - fee_fen as net_fen, state, reviewed_at, ended_at
       from distribution.payout
      where withheld_fen is not null and provider <> $1
        and (outward_number = any($2) or (reviewed_at >= $3 and reviewed_at < $4))`,
    [by_hand, [...numbers], sent_from, sent_until],
  );
  return rows.flatMap(({ outward_number, net_fen, state, reviewed_at, ended_at }) => {
    const booked = STATES[state];
    return booked
      ? [
          {
            number: outward_number,
            amount_fen: BigInt(net_fen),
            state: booked,
            sent_at: reviewed_at,
            ended_at,
          },
        ]
      : [];
  });
}
