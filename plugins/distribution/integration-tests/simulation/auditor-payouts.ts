import { keptBack, type TaxedPayout } from "./auditor-tax";
import type { PayoutFeeTerms, TaxRule } from "./happenings";

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

type Asked = Pick<AuditedPayout, "customer" | "amount_fen">;

/** Payouts as the rules have them: what each costs, what it withholds, and how it ended. */
export class AuditedPayouts {
  readonly #payouts = new Map<string, AuditedPayout>();
  #rule: TaxRule = "labour";

  /** Whether anything would arrive of a payout that is asked for or approved at a moment. */
  wouldArrive(asked: Asked, terms: PayoutFeeTerms | null, at: Date): boolean {
    return asked.amount_fen - feeOf(terms, asked.amount_fen) - this.#tax(asked, at) > 0n;
  }

  request(id: string, asked: Asked, terms: PayoutFeeTerms | null): void {
    const fee_fen = feeOf(terms, asked.amount_fen);
    this.#payouts.set(id, { ...asked, state: "requested", fee_fen, withheld_fen: null, month: null });
  }

  isUnderWay(customer: string): boolean {
    return [...this.#payouts.values()].some(
      (payout) => payout.customer === customer && ["requested", "transferring"].includes(payout.state),
    );
  }

  /** Another way of keeping tax back, for what is approved from now on. */
  taxBy(rule: TaxRule): void {
    this.#rule = rule;
  }

  /** @returns the tax, or null when it would leave nothing to pay: then the payout goes on waiting */
  approve(id: string, at: Date): bigint | null {
    const payout = this.of(id);
    const withheld_fen = this.#tax(payout, at);
    if (payout.amount_fen - payout.fee_fen - withheld_fen <= 0n) return null;
    Object.assign(payout, { state: "transferring", withheld_fen, month: monthOf(at) });
    return withheld_fen;
  }

  #tax({ customer, amount_fen }: Asked, at: Date): bigint {
    const paid = [...this.#payouts.values()].flatMap((other): TaxedPayout[] => {
      const { month, withheld_fen } = other;
      if (other.customer !== customer || other.state !== "confirmed" || month === null) return [];
      return [{ month, amount_fen: other.amount_fen, withheld_fen: withheld_fen ?? 0n }];
    });
    return keptBack(this.#rule, paid, monthOf(at), amount_fen);
  }

  /** Whether somebody was ever paid. */
  wasPaid(customer: string): boolean {
    return [...this.#payouts.values()].some(
      (payout) => payout.customer === customer && payout.state === "confirmed",
    );
  }

  end(id: string, state: string): AuditedPayout {
    const payout = this.of(id);
    payout.state = state;
    return payout;
  }

  all(): ({ id: string } & AuditedPayout)[] {
    return [...this.#payouts].map(([id, payout]) => ({ id, ...payout }));
  }

  of(id: string): AuditedPayout {
    const found = this.#payouts.get(id);
    if (!found) throw new Error(`payout ${id} was never requested`);
    return found;
  }
}

/** The Shanghai month of a moment. */
function monthOf(moment: Date): string {
  return new Date(moment.getTime() + SHANGHAI_MS).toISOString().slice(0, 7);
}

/** Fixed fen, or a share rounded down that is at least so much. */
function feeOf(terms: PayoutFeeTerms | null, amount_fen: bigint): bigint {
  if (!terms) return 0n;
  if ("fen" in terms) return terms.fen;
  const share = (amount_fen * BigInt(terms.bps)) / 10_000n;
  return share > terms.least_fen ? share : terms.least_fen;
}
