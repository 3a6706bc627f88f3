import type { BindingChangeRow } from "./binding-change-store";

/** A manual change as JSON for the merchant. */
export interface BindingChangeView extends Omit<BindingChangeRow, "requested_at" | "decided_at"> {
  requested_at: string;
  decided_at: string | null;
}

/** A manual change as JSON for the merchant. */
export function bindingChangeView(row: BindingChangeRow): BindingChangeView {
  return {
    ...row,
    requested_at: row.requested_at.toISOString(),
    decided_at: row.decided_at?.toISOString() ?? null,
  };
}

/** A shopper's own wish to be unbound: no name of who decided it. */
export interface UnbindRequestView {
  state: BindingChangeRow["state"];
  reason: string;
  requested_at: string;
  decided_at: string | null;
  decision_note: string | null;
}

/** A shopper's own wish as JSON. */
export function unbindRequestView(row: BindingChangeRow): UnbindRequestView {
  const { state, reason, decision_note } = row;
  return {
    state,
    reason,
    requested_at: row.requested_at.toISOString(),
    decided_at: row.decided_at?.toISOString() ?? null,
    decision_note,
  };
}
