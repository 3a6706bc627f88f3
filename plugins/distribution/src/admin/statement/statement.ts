export const STATEMENTS = "/admin/distribution/statements";
export const TAX_REPORTS = "/admin/distribution/tax-reports";

export interface ClosedMonth {
  month: string;
  transfers: string;
  statements: string;
  previous_hash: string;
  hash: string;
  closed_at: string;
  closed_by: string;
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

export interface StatementPage {
  statements: MonthStatement[];
  next_cursor?: string;
}

/** Where a statement is read as a page to print or as a sheet. */
export const statementAddress = (month: string, distributorId: string, format: "html" | "csv"): string =>
  `${STATEMENTS}/${month}/${distributorId}?format=${format}`;
