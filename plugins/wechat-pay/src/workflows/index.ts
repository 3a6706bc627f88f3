export { actOnRefund } from "./act-on-refund";
export { AfterAnswers } from "./after-answers";
export { checkWechatPayConfiguration } from "./check-configuration";
export { RECONCILE_EVERY_MS } from "./open-trades";
export { checkSession, presentSession, type WantedPresentation } from "./present-session";
export { processNotificationWorkflow } from "./process-notification";
export { type DayReport, reconcileDayWorkflow } from "./reconcile-day";
export { reconcilePaymentsWorkflow } from "./reconcile-payments";
