import { shareOf } from "../money";
import type { PayoutFee } from "../plan/plan-shape";

/**
 * What a payout of this amount costs under a plan's terms, in fen. A share is rounded down, as commission is: nobody is
 * asked for a fraction of a fen.
 */
export function feeOf(terms: PayoutFee, amount_fen: bigint): bigint {
  switch (terms.kind) {
    case "none":
      return 0n;
    case "fixed":
      return terms.fixed_fen;
    case "share": {
      const share_fen = shareOf(amount_fen, terms.rate_bps);
      return share_fen < terms.minimum_fen ? terms.minimum_fen : share_fen;
    }
  }
}

/** A payout's amount and what is taken off it on its way, in fen. */
export interface PayoutParts {
  amount_fen: bigint;
  withheld_fen: bigint;
  fee_fen: bigint;
}

/**
 * What the person receives. The tax rests on the whole amount: the fee is the price of a service to them, and the law
 * allows labour income its fixed deduction alone, so that a fee makes no commission tax-free.
 */
export function netOf({ amount_fen, withheld_fen, fee_fen }: PayoutParts): bigint {
  return amount_fen - withheld_fen - fee_fen;
}
