import type { DataSource } from "typeorm";
import { shanghaiMonth } from "../../../domain/shanghai-day";
import { type TaxPolicy, withholdInYear } from "../../../domain/tax";
import { MANUAL_PAYOUTS } from "../../../providers/payout-manual";
import { type BookedTransfer, readBookedTransfers, type WantedTransfers } from "../storage/booked-transfers";
import { findDistributorOfCustomer } from "../storage/distributor-store";
import { findPayout, findPayoutOfNumber, type PayoutRow, readPaidMonths } from "../storage/payout-store";

/** Finds the payout behind a transfer: for its owner, and for whoever knows its outward number. */
export class TransferDesk {
  constructor(private readonly source: DataSource) {}

  /** A customer's own payout; null when there is none of that id, or it is somebody else's. */
  async ownPayout(customer_id: string, payout_id: string): Promise<PayoutRow | null> {
    const { manager } = this.source;
    const distributor = await findDistributorOfCustomer(manager, customer_id);
    const payout = distributor && (await findPayout(manager, payout_id));
    return payout && payout.distributor_id === distributor.id ? payout : null;
  }

  /** What a payout of this amount would withhold, were it approved now; the month may still change it. */
  async withholding(
    customer_id: string,
    amount_fen: bigint,
    { policy, now }: { policy: TaxPolicy; now: Date },
  ): Promise<bigint> {
    const { manager } = this.source;
    const distributor = await findDistributorOfCustomer(manager, customer_id);
    if (!distributor) return 0n;
    const month = shanghaiMonth(now);
    const year = await readPaidMonths(manager, distributor.id, month.slice(0, 4));
    return withholdInYear(policy, year, month, amount_fen);
  }

  /** A payout as it is now; null when there is none of that id. */
  payout(payout_id: string): Promise<PayoutRow | null> {
    return findPayout(this.source.manager, payout_id);
  }

  /** The payout that has an outward number. */
  payoutOfNumber(outward_number: string): Promise<PayoutRow | null> {
    return findPayoutOfNumber(this.source.manager, outward_number);
  }

  /** What was promised under outward numbers, for whoever compares it with the bill of a machine that pays. */
  bookedTransfers(wanted: WantedTransfers): Promise<BookedTransfer[]> {
    return readBookedTransfers(this.source.manager, wanted, MANUAL_PAYOUTS);
  }
}
