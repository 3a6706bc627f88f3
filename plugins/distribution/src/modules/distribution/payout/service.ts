import type { DataSource, EntityManager } from "typeorm";
import { type Refused, refused } from "../../../domain/errors";
import type { PayoutParts } from "../../../domain/payout/payout-fee";
import type { TaxPolicy } from "../../../domain/payout/tax";
import { MANUAL_PAYOUTS } from "../../../providers/payout-manual";
import { inTransaction } from "../database/transaction";
import { findPlanInForce } from "../plan/plan-store";
import { findDistributorOfCustomer } from "../referral/distributor-store";
import { exportBankTransfers } from "./bank-transfer";
import { type BookedTransfer, readBookedTransfers, type WantedTransfers } from "./booked-transfer-store";
import {
  approvePayout,
  type EndTransfer,
  endTransfer,
  type PayoutSettings,
  payoutOrder,
  payoutParts,
  type RequestPayout,
  type ReviewPayout,
  rejectPayout,
  requestPayout,
  revealPayee,
} from "./payout";
import {
  findPayout,
  findPayoutOfNumber,
  findTransferring,
  insertPayoutReminder,
  listPayouts,
  type PayoutRow,
  type ReviewContext,
  readReviewContexts,
} from "./payout-store";
import { TaxService } from "./tax-service";

/** Payouts: asked for, reviewed, transferred and ended. Without a provider and a key for identities they are closed. */
export class PayoutService {
  readonly #source: DataSource;
  readonly #settings: PayoutSettings | null;
  /** What was paid and withheld, for the return. */
  readonly taxes: TaxService;

  /** @param settings null while payouts are closed */
  constructor(source: DataSource, settings: PayoutSettings | null) {
    this.#source = source;
    this.#settings = settings;
    this.taxes = new TaxService(source, settings?.sealer ?? null);
  }

  /** Whether payouts are open, by whom and within which bounds; null while they are closed. */
  get terms(): Pick<PayoutSettings, "provider" | "limits" | "tax_policy"> | null {
    if (!this.#settings) {
      return null;
    }
    const { provider, limits, tax_policy } = this.#settings;
    return { provider, limits, tax_policy };
  }

  /** Requests a payout and sets its money aside. */
  request(input: RequestPayout) {
    return this.#whileOpen((manager, settings) => requestPayout(manager, settings, input));
  }

  /** Approves a requested payout, with its tax. */
  approve(input: ReviewPayout) {
    return this.#whileOpen((manager, settings) => approvePayout(manager, settings, input));
  }

  /** Rejects a requested payout and gives its money back. */
  reject(input: ReviewPayout & { reason: string }) {
    return inTransaction(this.#source, (manager) => rejectPayout(manager, input));
  }

  /** Books how a transfer ended. */
  endTransfer(input: EndTransfer) {
    return inTransaction(this.#source, (manager) => endTransfer(manager, input));
  }

  /** What the provider needs for an approved payout; null when there is nothing to transfer. */
  async order(payout_id: string) {
    return this.#settings ? payoutOrder(this.#source.manager, this.#settings, payout_id) : null;
  }

  /** The file for the merchant's bank. */
  exportBankTransfers(input: { actor_id: string; now: Date }) {
    return this.#whileOpen((manager, settings) => exportBankTransfers(manager, settings, input));
  }

  /** Who is paid and where, in the clear. */
  revealPayee(input: ReviewPayout) {
    return this.#whileOpen((manager, settings) => revealPayee(manager, settings, input));
  }

  /** Payouts, latest first. */
  list(wanted: Parameters<typeof listPayouts>[1]) {
    return listPayouts(this.#source.manager, wanted);
  }

  /** Payouts whose transfer has not ended, oldest first. */
  transferringIds(limit: number): Promise<string[]> {
    return findTransferring(this.#source.manager, limit);
  }

  /** A customer's own payout; null when there is none of that id, or it is somebody else's. */
  async findOwn(customer_id: string, payout_id: string): Promise<PayoutRow | null> {
    const { manager } = this.#source;
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
    const { manager } = this.#source;
    const distributor = await findDistributorOfCustomer(manager, customer_id);
    if (!distributor) return null;
    const wanted = { distributor_id: distributor.id, amount_fen, policy, now };
    return payoutParts(manager, await findPlanInForce(manager, now), wanted);
  }

  /** A payout as it is now; null when there is none of that id. */
  find(payout_id: string): Promise<PayoutRow | null> {
    return findPayout(this.#source.manager, payout_id);
  }

  /** The payout that has an outward number. */
  findByNumber(outward_number: string): Promise<PayoutRow | null> {
    return findPayoutOfNumber(this.#source.manager, outward_number);
  }

  /** Notes that a payout's payee is reminded to agree. @returns false when they were reminded before */
  remind(payout_id: string, now: Date): Promise<boolean> {
    return insertPayoutReminder(this.#source.manager, payout_id, now);
  }

  /** What a reviewer wants to know of payouts' owners, by distributor. */
  reviewContexts(distributor_ids: readonly string[]): Promise<Map<string, ReviewContext>> {
    return readReviewContexts(this.#source.manager, distributor_ids);
  }

  /** What was promised under outward numbers, for whoever compares it with the bill of a machine that pays. */
  bookedTransfers(wanted: WantedTransfers): Promise<BookedTransfer[]> {
    return readBookedTransfers(this.#source.manager, wanted, MANUAL_PAYOUTS);
  }

  async #whileOpen<T>(
    work: (manager: EntityManager, settings: PayoutSettings) => Promise<T>,
  ): Promise<T | Refused<"payouts_closed">> {
    const settings = this.#settings;
    return settings
      ? inTransaction(this.#source, (manager) => work(manager, settings))
      : refused("payouts_closed");
  }
}
