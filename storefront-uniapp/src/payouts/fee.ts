import type { PayoutTerms } from "@/api/payout-types";
import { payoutWords } from "@/locale/zh-cn-payouts";
import { formatYuan, parseFen } from "@/money/fen";

/** What a payout costs, in a sentence; undefined when it costs nothing. */
export function feeSentence(fee: PayoutTerms["payout_fee"]): string | undefined {
  if (fee.kind === "none") return undefined;
  if (fee.kind === "fixed") return payoutWords.feeFixed(formatYuan(fee.fixed_fen));
  const percent = String(fee.rate_bps / 100);
  return parseFen(fee.minimum_fen) === 0n
    ? payoutWords.feeShare(percent)
    : payoutWords.feeShareFrom(percent, formatYuan(fee.minimum_fen));
}
