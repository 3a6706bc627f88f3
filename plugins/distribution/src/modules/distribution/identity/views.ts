import type { CorrectionCause, CorrectionState } from "../../../domain/identity/identity-correction";
import type { CorrectionRow } from "./correction-store";
import type { MaskedCorrection } from "./service";

/** A wish to have one's identity corrected as JSON; what it says is not in it. */
export interface CorrectionView {
  id: string;
  cause: CorrectionCause;
  state: CorrectionState;
  requested_at: string;
  decided_at: string | null;
  decision_reason: string | null;
}

/** A wish as JSON, for whose it is. */
export function correctionView(row: CorrectionRow): CorrectionView {
  const { id, cause, state, requested_at, decided_at, decision_reason } = row;
  return {
    id,
    cause,
    state,
    requested_at: requested_at.toISOString(),
    decided_at: decided_at?.toISOString() ?? null,
    decision_reason,
  };
}

/** A wish as JSON for the merchant, beside what is told today; names and numbers hidden but for their ends. */
export function listedCorrectionView({ correction, told, asked }: MaskedCorrection) {
  const { distributor_id, display_name, decided_by } = correction;
  return {
    ...correctionView(correction),
    distributor: { id: distributor_id, display_name },
    decided_by,
    told,
    asked,
  };
}
