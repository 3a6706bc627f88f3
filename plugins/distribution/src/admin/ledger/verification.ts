export const VERIFY = "/admin/distribution/ledger/verify";

/** What the latest recomputation of the whole ledger found. */
export interface Verification {
  started_at: string;
  ended_at: string;
  actor_id: string;
  transfers: string;
  closed_months: number;
  difference: {
    check: string;
    table: string;
    key: string;
    field: string;
    expected: string;
    found: string;
  } | null;
}
