import type { PayoutTerms } from "@/api/payout-types";
import { t } from "@/locale";
import { formatYuan, parseFen } from "@/money/fen";

/** What a payout costs, in a sentence; undefined when it costs nothing. */
export function feeSentence(fee: PayoutTerms["payout_fee"]): string | undefined {
  if (fee.kind === "none") return undefined;
  if (fee.kind === "fixed") return t.payouts.feeFixed(formatYuan(fee.fixed_fen));
  const percent = String(fee.rate_bps / 100);
  return parseFen(fee.minimum_fen) === 0n
    ? t.payouts.feeShare(percent)
    : t.payouts.feeShareFrom(percent, formatYuan(fee.minimum_fen));
}
