import type { Balances } from "@/api/commission-types";
import { parseFen } from "@/money/fen";

/**
 * What was paid out so far, in fen: everything ever earned that is in none of the accounts any more. Debt is what
 * clawbacks took beyond the accounts, so it counts as already gone.
 */
export function paidOutFen(balances: Balances): string {
  const { earned_fen, pending_fen, available_fen, hold_fen, debt_fen } = balances;
  return String(
    parseFen(earned_fen) -
      parseFen(pending_fen) -
      parseFen(available_fen) -
      parseFen(hold_fen) +
      parseFen(debt_fen),
  );
}
