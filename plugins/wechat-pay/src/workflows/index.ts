export { checkWechatPayConfiguration } from "./diagnostics/check-configuration";
export { metricsText } from "./diagnostics/metrics-text";
export { AfterAnswers } from "./payments/after-answers";
export { type CancellationOutcome, cancelOrder } from "./payments/cancel-order";
export { listPayments } from "./payments/list-payments";
export { RECONCILE_EVERY_MS } from "./payments/open-trades";
export { OrderBusyError, whileOrderMoneyLocked } from "./payments/order-money";
export { PROVIDER_ID_PREFIX } from "./payments/payment-facts";
export { readPaymentHistory } from "./payments/payment-history";
export { checkSession, presentSession, type WantedPresentation } from "./payments/present-session";
export { processNotificationWorkflow } from "./payments/process-notification";
export { followOpenShares, type ShareRow, sharingOf } from "./profit-sharing/follow-share";
export {
  type SharingOutcome,
  type SharingRefusal,
  sharePayment,
  takeShareBack,
} from "./profit-sharing/share-payment";
export { admitReceiver, dismissReceiver } from "./profit-sharing/share-receivers";
export { type DayReport, reconcileDayWorkflow } from "./reconciliation/reconcile-day";
export { reconcilePaymentsWorkflow } from "./reconciliation/reconcile-payments";
export { actOnRefund } from "./refunds/act-on-refund";
export { recordBookedRefunds } from "./refunds/follow-refund";
export { type RefundOutcome, refundPayment } from "./refunds/refund-payment";
export { cancelTransfer } from "./transfers/cancel-transfer";
export { wechatTransfersOf } from "./transfers/process-transfer";
