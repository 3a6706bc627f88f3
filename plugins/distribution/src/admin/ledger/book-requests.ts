export interface ClosedMonth {
  month: string;
  transfers: string;
  statements: string;
  previous_hash: string;
  hash: string;
  closed_at: string;
  closed_by: string;
}

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

export interface MonthStatement {
  distributor: { id: string; display_name: string };
  month: string;
  state: "open" | "closed";
  accounts: {
    account: "pending" | "available" | "hold" | "debt";
    opening_fen: string;
    in_fen: string;
    out_fen: string;
    closing_fen: string;
  }[];
}

export interface TaxReport {
  month: string;
  people_paid: number;
  gross_fen: string;
  withheld_fen: string;
  fee_fen: string;
  payouts_under_way: number;
  commission_fen: string;
  goods_fen: string;
  exceeds_deductible: boolean;
  people: {
    distributor: { id: string; display_name: string };
    real_name: string | null;
    id_number: string | null;
    payouts: number;
    gross_fen: string;
    withheld_fen: string;
    year_gross_fen: string;
    year_withheld_fen: string;
    vat_flag: boolean;
  }[];
}

/** What the server said when it refused, in its own words. */
export class Refused extends Error {}

async function ask<T>(method: "GET" | "POST", path: string, body?: object): Promise<T> {
  const answer = await fetch(`/admin/distribution/${path}`, {
    method,
    credentials: "include",
    headers: { accept: "application/json", ...(body ? { "content-type": "application/json" } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const said = (await answer.json().catch(() => ({}))) as { message?: string };
  if (!answer.ok) throw new Refused(said.message ?? `HTTP ${answer.status}`);
  return said as T;
}

/** Closed months, latest first. */
export const fetchMonths = (): Promise<{ months: ClosedMonth[] }> => ask("GET", "statements/months?limit=24");

/** Closes every month that is over. */
export const closeMonths = (): Promise<{ months: ClosedMonth[] }> => ask("POST", "statements/close", {});

/** What the latest verification found. */
export const fetchVerification = (): Promise<{ verification: Verification | null }> =>
  ask("GET", "ledger/verify");

/** Recomputes the whole ledger. */
export const verifyLedger = (): Promise<{ verification: Verification }> => ask("POST", "ledger/verify", {});

/** A page of a month's statements. */
export const fetchStatements = (
  month: string,
  cursor: string | undefined,
): Promise<{ statements: MonthStatement[]; next_cursor?: string }> =>
  ask("GET", `statements?month=${month}&limit=20${cursor ? `&cursor=${cursor}` : ""}`);

/** A month's tax report. */
export const fetchTaxReport = (month: string): Promise<{ tax_report: TaxReport; next_cursor?: string }> =>
  ask("GET", `tax-reports?month=${month}&limit=50`);

/** Where a statement is read as a page to print or as a sheet. */
export const statementAddress = (month: string, distributorId: string, format: "html" | "csv"): string =>
  `/admin/distribution/statements/${month}/${distributorId}?format=${format}`;

/** Where the month's return is downloaded; the download is in the audit trail. */
export const taxExportAddress = (month: string): string =>
  `/admin/distribution/tax-reports/export?month=${month}`;
