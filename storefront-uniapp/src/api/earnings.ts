import { api } from "./shop-api";
import type { Fen, Instant } from "./values";

export type Account = "pending" | "available" | "hold" | "debt";

/** One move in a distributor's accounts, with why it has its amount. */
export interface EarningsEntry {
  id: string;
  kind: string;
  label: string;
  posted_at: Instant;
  movements: { account: Account; amount_fen: Fen; balance_fen: Fen }[];
  explanation: string;
}

export interface EarningsPage {
  entries: EarningsEntry[];
  next_cursor?: string;
}

export interface MonthStatement {
  month: string;
  state: "open" | "closed";
  hash: string | null;
  accounts: { account: Account; opening_fen: Fen; in_fen: Fen; out_fen: Fen; closing_fen: Fen }[];
  kinds: { kind: string; label: string; count: number; amount_fen: Fen }[];
}

export const fetchEntries = (query: {
  account?: Account;
  limit?: number;
  cursor?: string;
}): Promise<EarningsPage> => api("GET", "/store/distribution/me/entries", { query });

export const fetchStatement = async (month: string): Promise<MonthStatement> =>
  (await api<{ statement: MonthStatement }>("GET", `/store/distribution/me/statements/${month}`)).statement;
