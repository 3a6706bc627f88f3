/** The merchant's accounts at WeChat. */
export type FundAccount = "BASIC" | "OPERATION" | "FEES";

/** One line of an account's statement. `balance` is what is left after it. Fen. */
export interface FundFlow {
  flow_no: string;
  account: FundAccount;
  at: number;
  business_no: string;
  business_name: string;
  business_type: string;
  direction: "收入" | "支出";
  amount: number;
  balance: number;
  remark: string;
  voucher_no: string;
}

export type TransferState =
  | "ACCEPTED"
  | "PROCESSING"
  | "WAIT_USER_CONFIRM"
  | "TRANSFERING"
  | "SUCCESS"
  | "FAIL"
  | "CANCELING"
  | "CANCELLED";

/** A transfer of the merchant to a person, fen. */
export interface Transfer {
  out_bill_no: string;
  transfer_bill_no: string;
  appid: string;
  mchid: string;
  openid: string;
  transfer_scene_id: string;
  transfer_amount: number;
  transfer_remark: string;
  user_recv_perception?: string;
  /** The receiver's name as the merchant gave it, decrypted. */
  user_name?: string;
  notify_url?: string;
  parameters: string;
  state: TransferState;
  fail_reason?: string;
  package_info: string;
  created_at: number;
  updated_at: number;
  expires_at: number;
  /** When the present state ends by itself, and as what. */
  next?: { at: number; state: TransferState; fail_reason?: string };
  /** What a fault has in store for the time after the confirmation. */
  after_confirmation?: { state: "SUCCESS" | "FAIL"; delay_ms: number; fail_reason?: string };
}

/** Somebody the merchant may share profits with. */
export interface ShareReceiver {
  appid: string;
  type: "MERCHANT_ID" | "PERSONAL_OPENID";
  account: string;
  relation_type: string;
  custom_relation?: string;
  name?: string;
}

/** What became of one receiver's part. */
export interface SharePart {
  type: ShareReceiver["type"];
  account: string;
  amount: number;
  description: string;
  result: "PENDING" | "SUCCESS" | "CLOSED";
  fail_reason?: string;
  detail_id: string;
  create_time: number;
  finish_time?: number;
  returned: number;
}

/** One request to share an order's profit, or to unfreeze what is left of it (then without parts). */
export interface ShareOrder {
  out_order_no: string;
  order_id: string;
  transaction_id: string;
  parameters: string;
  state: "PROCESSING" | "FINISHED";
  unfreezes: boolean;
  parts: SharePart[];
  created_at: number;
  settles_at: number;
  /** Why its parts will end CLOSED, if a fault wants that. */
  fails_with?: string;
}

/** A merchant receiver's part on its way back. */
export interface ShareReturn {
  out_return_no: string;
  return_id: string;
  out_order_no: string;
  order_id: string;
  return_mchid: string;
  amount: number;
  description: string;
  parameters: string;
  result: "PROCESSING" | "SUCCESS" | "FAILED";
  fail_reason?: string;
  created_at: number;
  settles_at: number;
  settles_as: "SUCCESS" | "FAILED";
  finished_at?: number;
}

/** A lie put into a bill on purpose, for the merchant's reconciliation to find. */
export interface BillEdit {
  id: string;
  bill: "trade" | "fundflow";
  date: string;
  action: "remove" | "duplicate" | "change" | "add";
  /** Any cell that names the row: an order's, refund's or flow's number. */
  number?: string;
  column?: string;
  value?: string;
  /** An invented row, column by column; the rest stays empty. */
  row?: Record<string, string>;
}
