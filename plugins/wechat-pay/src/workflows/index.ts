export { RECONCILE_EVERY_MS } from "./open-trades";
export { processNotificationWorkflow } from "./process-notification";
export { reconcilePaymentsWorkflow } from "./reconcile-payments";
