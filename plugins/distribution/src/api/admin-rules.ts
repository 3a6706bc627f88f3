import type { AdminRule as AdminRuleOf } from "@tengman/plugin-kit";

/**
 * What somebody at the merchant's may be allowed. `read` shows everything masked; whoever is to see people in the
 * clear, decide about money, or change the rules needs more.
 */
export const PERMISSIONS = [
  "read",
  "decide_payouts",
  "see_identities",
  "export_identities",
  "review_risk",
  "read_audit",
  "publish_plans",
  "decide_people",
  "change_bindings",
  "approve_changes",
  "close_books",
  "acknowledge_compliance",
] as const;

export type Permission = (typeof PERMISSIONS)[number];

/** What a route of the merchant's asks for, and what it leaves in the audit trail. */
export interface AdminRule extends AdminRuleOf<Permission> {
  /** The actions it writes to the audit trail; what changes nothing and shows nobody in the clear writes none. */
  audit: readonly string[];
}

const rule = (
  method: AdminRule["method"],
  path: string,
  permission: Permission,
  ...audit: string[]
): AdminRule => ({ method, path: `/admin/distribution/${path}`, permission, audit });

/** Every route below /admin/distribution; a test walks the files and finds a route without its rule. */
export const ADMIN_RULES: readonly AdminRule[] = [
  rule("GET", "accruals", "read"),
  rule("POST", "acknowledgements", "acknowledge_compliance", "acknowledged"),
  rule("GET", "audit", "read_audit"),
  rule("GET", "bindings", "read"),
  rule("GET", "bindings/changes", "read"),
  rule("POST", "bindings/changes", "change_bindings", "change_requested", "unbind_requested"),
  rule("GET", "bindings/changes/preview", "read"),
  rule("POST", "bindings/changes/:id/approve", "approve_changes", "change_approved", "unbind_approved"),
  rule("POST", "bindings/changes/:id/refuse", "change_bindings", "change_refused", "unbind_refused"),
  rule("GET", "costs", "read"),
  rule("POST", "costs", "publish_plans", "costs_changed"),
  rule("GET", "distributors", "read"),
  rule("GET", "distributors/:id", "read"),
  rule("POST", "distributors/:id/approve", "decide_people", "distributor_approved"),
  rule("POST", "distributors/:id/refuse", "decide_people", "distributor_refused"),
  rule("POST", "distributors/:id/freeze", "decide_people", "distributor_frozen"),
  rule("POST", "distributors/:id/unfreeze", "decide_people", "distributor_unfrozen"),
  rule("POST", "distributors/:id/grade", "decide_people", "grade_changed"),
  rule("POST", "distributors/:id/close", "decide_people", "distributor_closed"),
  rule("GET", "ledger/accounts", "read"),
  rule("GET", "ledger/transfers", "read"),
  rule("GET", "ledger/verify", "read"),
  rule("POST", "ledger/verify", "close_books", "ledger_verified"),
  rule("GET", "identity-corrections", "read"),
  rule("GET", "identity-corrections/:id", "see_identities", "identity_seen"),
  rule("POST", "identity-corrections/:id/approve", "decide_people", "identity_corrected"),
  rule("POST", "identity-corrections/:id/refuse", "decide_people", "identity_correction_refused"),
  rule("GET", "invitations", "read"),
  rule("POST", "invitations", "decide_people", "invitation_issued"),
  rule("POST", "invitations/:code/revoke", "decide_people", "invitation_revoked"),
  rule("GET", "orders/:order_id", "read"),
  rule("GET", "payouts", "read"),
  rule("GET", "payouts/:id", "see_identities", "payee_seen"),
  rule("GET", "payouts/:id/transfer", "read"),
  rule("GET", "payouts/batches", "export_identities", "payees_exported"),
  rule(
    "POST",
    "payouts/batches",
    "decide_payouts",
    "payout_transferring",
    "payout_rejected",
    "payout_confirmed",
  ),
  rule("POST", "payouts/:id/approve", "decide_payouts", "payout_transferring"),
  rule("POST", "payouts/:id/reject", "decide_payouts", "payout_rejected"),
  rule("POST", "payouts/:id/confirm", "decide_payouts", "payout_confirmed", "payout_failed"),
  rule("GET", "plans", "read"),
  rule("POST", "plans", "publish_plans", "plan_published"),
  rule("POST", "plans/simulate", "read"),
  rule("GET", "statements", "read"),
  rule("GET", "statements/months", "read"),
  rule("GET", "statements/:month/:distributor_id", "read"),
  rule("POST", "statements/close", "close_books", "month_closed"),
  rule("GET", "risk", "read"),
  rule("POST", "risk", "review_risk", "risk_case_opened"),
  rule("GET", "risk/:id", "read"),
  rule("POST", "risk/:id/decide", "review_risk", "risk_case_cleared", "risk_case_confirmed"),
  rule("GET", "tax-reports", "read"),
  rule("GET", "tax-reports/export", "export_identities", "tax_report_exported"),
];
