/** A transfer to a person (商家转账) as WeChat reports it. */
export interface Transfer {
  readonly out_bill_no: string;
  readonly transfer_bill_no: string;
  readonly state: TransferState;
  readonly mch_id: string | undefined;
  readonly amount_fen: bigint | undefined;
  /** What the page hands to `requestMerchantTransfer`; only while the receiver's confirmation is awaited. */
  readonly package_info: string | undefined;
  readonly fail_reason: string | undefined;
  /** When WeChat accepted it. */
  readonly created_at: string | undefined;
  readonly updated_at: string | undefined;
}

/** `UNKNOWN` stands for whatever WeChat may invent: neither paid nor failed; ask again. */
export type TransferState =
  | "ACCEPTED"
  | "PROCESSING"
  | "WAIT_USER_CONFIRM"
  | "TRANSFERING"
  | "CANCELING"
  | "SUCCESS"
  | "FAIL"
  | "CANCELLED"
  | "UNKNOWN";

const STATES: readonly TransferState[] = [
  "ACCEPTED",
  "PROCESSING",
  "WAIT_USER_CONFIRM",
  "TRANSFERING",
  "CANCELING",
  "SUCCESS",
  "FAIL",
  "CANCELLED",
];

/** Reads WeChat's state of a transfer. */
export function transferStateOf(text: string): TransferState {
  return STATES.find((state) => state === text) ?? "UNKNOWN";
}

/** Nothing will change any more: only then may the money be promised anew under another number. */
export function isFinalTransfer(state: TransferState): boolean {
  return state === "SUCCESS" || state === "FAIL" || state === "CANCELLED";
}
