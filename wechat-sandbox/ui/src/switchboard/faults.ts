/** What a fault can happen to. */
export type FaultPlace = "notification" | "response" | "refund" | "transfer" | "profit_sharing";

/** The fields that a fault takes beside those every one has. */
export type FaultField = "operation" | "event_type" | "delay_ms" | "status" | "total" | "fail_reason";

const DELAYED = new Set(["delay", "reordered", "timeout_after", "accepted", "transfering"]);
const ANSWERED = new Set(["server_error", "error_after", "refusal"]);

/** Which fields mean something for a fault. */
export function fieldsOf(on: FaultPlace, kind: string): Set<FaultField> {
  const fields = new Set<FaultField>();
  if (on === "response") fields.add("operation");
  if (on === "notification") fields.add("event_type");
  if (DELAYED.has(kind)) fields.add("delay_ms");
  if (ANSWERED.has(kind)) fields.add("status");
  if (kind === "wrong_amount") fields.add("total");
  if ((on === "transfer" && kind === "fail") || (on === "profit_sharing" && kind === "closed"))
    fields.add("fail_reason");
  return fields;
}

/** A call of the Pay API that an answer's fault can be meant for: by method and a part of the path. */
export interface Operation {
  name: string;
  method: "GET" | "POST";
  path: string;
}

export const OPERATIONS: readonly Operation[] = [
  { name: "place_jsapi", method: "POST", path: "/v3/pay/transactions/jsapi" },
  { name: "place_h5", method: "POST", path: "/v3/pay/transactions/h5" },
  { name: "place_native", method: "POST", path: "/v3/pay/transactions/native" },
  { name: "query_order", method: "GET", path: "/v3/pay/transactions/" },
  { name: "close_order", method: "POST", path: "/close" },
  { name: "refund", method: "POST", path: "/v3/refund/domestic/refunds" },
  { name: "query_refund", method: "GET", path: "/v3/refund/domestic/refunds" },
  { name: "transfer", method: "POST", path: "/v3/fund-app/mch-transfer/transfer-bills" },
  { name: "query_transfer", method: "GET", path: "/v3/fund-app/mch-transfer/transfer-bills" },
  { name: "cancel_transfer", method: "POST", path: "/cancel" },
  { name: "share", method: "POST", path: "/v3/profitsharing/orders" },
  { name: "bill", method: "GET", path: "/v3/bill/" },
  { name: "certificates", method: "GET", path: "/v3/certificates" },
];

/** What notifications announce. */
export const EVENT_TYPES = [
  "TRANSACTION.SUCCESS",
  "REFUND.SUCCESS",
  "REFUND.CLOSED",
  "REFUND.ABNORMAL",
  "MCHTRANSFER.BILL.FINISHED",
] as const;
