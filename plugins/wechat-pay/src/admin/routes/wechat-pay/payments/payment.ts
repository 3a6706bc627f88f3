/** A payment as the list shows it. */
export interface Payment {
  out_trade_no: string;
  order: { id: string; display_id: number } | null;
  channel: string | null;
  amount_fen: string | null;
  state: string;
  transaction_id: string | null;
  presented_at: string;
}
