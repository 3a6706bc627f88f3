import type { PayoutFeeTerms } from "./happenings";

const SHANGHAI_MS = 8 * 3_600_000;

/** One payout as the books should have it. */
export interface AuditedPayout {
  customer: string;
  amount_fen: bigint;
  state: string;
  /** What it costs by the plan under which it was asked for. */
  fee_fen: bigint;
  withheld_fen: bigint | null;
  month: string | null;
}

/** Payouts as the rules have them: what each costs, what it withholds, and how it ended. */
export class AuditedPayouts {
  readonly #payouts = new Map<string, AuditedPayout>();

  request(
    id: string,
    asked: Pick<AuditedPayout, "customer" | "amount_fen">,
    terms: PayoutFeeTerms | null,
  ): void {
    const fee_fen = feeOf(terms, asked.amount_fen);
    this.#payouts.set(id, { ...asked, state: "requested", fee_fen, withheld_fen: null, month: null });
  }

  isUnderWay(customer: string): boolean {
    return [...this.#payouts.values()].some(
      (payout) => payout.customer === customer && ["requested", "transferring"].includes(payout.state),
    );
  }

  /** The month's tax with this payout, less what the month has kept back; a fee lessens no tax. */
  approve(id: string, at: Date): bigint {
    const payout = this.#of(id);
    const month = new Date(at.getTime() + SHANGHAI_MS).toISOString().slice(0, 7);
    let [gross, withheld] = [payout.amount_fen, 0n];
    for (const other of this.#payouts.values()) {
      if (other.customer !== payout.customer || other.month !== month || other.state !== "confirmed")
        continue;
      gross += other.amount_fen;
      withheld += other.withheld_fen ?? 0n;
    }
    const due = labourTax(gross) - withheld;
    const kept = due < 0n ? 0n : due > payout.amount_fen ? payout.amount_fen : due;
    Object.assign(payout, { state: "transferring", withheld_fen: kept, month });
    return kept;
  }

  end(id: string, state: string): AuditedPayout {
    const payout = this.#of(id);
    payout.state = state;
    return payout;
  }

  all(): ({ id: string } & AuditedPayout)[] {
    return [...this.#payouts].map(([id, payout]) => ({ id, ...payout }));
  }

  #of(id: string): AuditedPayout {
    const found = this.#payouts.get(id);
    if (!found) throw new Error(`payout ${id} was never requested`);
    return found;
  }
}

/** Fixed fen, or a share rounded down that is at least so much. */
function feeOf(terms: PayoutFeeTerms | null, amount_fen: bigint): bigint {
  if (!terms) return 0n;
  if ("fen" in terms) return terms.fen;
  const share = (amount_fen * BigInt(terms.bps)) / 10_000n;
  return share > terms.least_fen ? share : terms.least_fen;
}

/**
 * Prepayment on remuneration for labour: up to 800 yuan nothing; above, 800 yuan are deducted, from 4,000 yuan a fifth;
 * 20 % up to 20,000 yuan taxable, 30 % less 2,000 yuan up to 50,000, 40 % less 7,000 yuan beyond; half a fen rounds up.
 */
function labourTax(month_fen: bigint): bigint {
  if (month_fen <= 80_000n) return 0n;
  const [taxable, parts] = month_fen <= 400_000n ? [month_fen - 80_000n, 1n] : [month_fen * 4n, 5n];
  const above = (limit_fen: bigint) => taxable > limit_fen * parts;
  const [percent, deducted] = above(5_000_000n)
    ? [40n, 700_000n]
    : above(2_000_000n)
      ? [30n, 200_000n]
      : [20n, 0n];
  const [top, bottom] = [taxable * percent - deducted * 100n * parts, 100n * parts];
  return (2n * top + bottom) / (2n * bottom);
}
