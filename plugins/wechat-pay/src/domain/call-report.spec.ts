import { expect, test } from "vitest";
import { channelOfCall, kindOfCall } from "./call-report";

test.each([
  ["POST /v3/pay/transactions/jsapi", "presented", "jsapi"],
  ["POST /v3/pay/transactions/h5", "presented", "h5"],
  ["POST /v3/pay/transactions/native", "presented", "native"],
  ["GET /v3/pay/transactions/out-trade-no/…", "queried", undefined],
  ["POST /v3/pay/transactions/out-trade-no/…/close", "closed", undefined],
  ["POST /v3/refund/domestic/refunds", "refund_requested", undefined],
  ["GET /v3/refund/domestic/refunds/…", "refund_queried", undefined],
  ["POST /v3/refund/domestic/refunds/…/apply-abnormal-refund", "refund_sent_on", undefined],
  ["GET /v3/bill/tradebill", undefined, undefined],
  ["GET /v3/certificates", undefined, undefined],
])("%s: %s", (operation, kind, channel) => {
  expect(kindOfCall(operation)).toBe(kind);
  expect(channelOfCall(operation)).toBe(channel);
});
