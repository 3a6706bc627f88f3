import type { DataSource } from "typeorm";
import type { PayoutParts } from "../../../domain/payout/payout-fee";
import type { TaxPolicy } from "../../../domain/payout/tax";
import { MANUAL_PAYOUTS } from "../../../providers/payout-manual";
import { findPlanInForce } from "../plan/plan-store";
import { findDistributorOfCustomer } from "../referral/distributor-store";
import { type BookedTransfer, readBookedTransfers, type WantedTransfers } from "./booked-transfer-store";
import { payoutParts } from "./payout";
import { insertPayoutReminder } from "./payout-reminder-store";
import { type ReviewContext, readReviewContexts } from "./payout-review-store";
import { findPayout, findPayoutOfNumber, type PayoutRow } from "./payout-store";

/** Finds the payout behind a transfer: for its owner, and for whoever knows its outward number. */
export class PayoutQueries {
  constructor(private readonly source: DataSource) {}

  /** A customer's own payout; null when there is none of that id, or it is somebody else's. */
  async ownPayout(customer_id: string, payout_id: string): Promise<PayoutRow | null> {
    const { manager } = this.source;
    const distributor = await findDistributorOfCustomer(manager, customer_id);
    const payout = distributor && (await findPayout(manager, payout_id));
    return payout && payout.distributor_id === distributor.id ? payout : null;
  }

  /**
   * What would be taken off a payout of this amount, were it asked for and approved now: the month may still change the
   * tax. Null when the customer is no distributor.
   */
  async quote(
    customer_id: string,
    amount_fen: bigint,
    { policy, now }: { policy: TaxPolicy; now: Date },
  ): Promise<PayoutParts | null> {
    const { manager } = this.source;
    const distributor = await findDistributorOfCustomer(manager, customer_id);
    if (!distributor) return null;
    const wanted = { distributor_id: distributor.id, amount_fen, policy, now };
    return payoutParts(manager, await findPlanInForce(manager, now), wanted);
  }

  /** A payout as it is now; null when there is none of that id. */
  payout(payout_id: string): Promise<PayoutRow | null> {
    return findPayout(this.source.manager, payout_id);
  }

  /** The payout that has an outward number. */
  payoutOfNumber(outward_number: string): Promise<PayoutRow | null> {
    return findPayoutOfNumber(this.source.manager, outward_number);
  }

  /** Notes that a payout's payee is reminded to agree. @returns false when they were reminded before */
  remind(payout_id: string, now: Date): Promise<boolean> {
    return insertPayoutReminder(this.source.manager, payout_id, now);
  }

  /** What a reviewer wants to know of payouts' owners, by distributor. */
  reviewContexts(distributor_ids: readonly string[]): Promise<Map<string, ReviewContext>> {
    return readReviewContexts(this.source.manager, distributor_ids);
  }

  /** What was promised under outward numbers, for whoever compares it with the bill of a machine that pays. */
  bookedTransfers(wanted: WantedTransfers): Promise<BookedTransfer[]> {
    return readBookedTransfers(this.source.manager, wanted, MANUAL_PAYOUTS);
  }
}
