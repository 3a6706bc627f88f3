export { processNotificationWorkflow } from "./process-notification";
export { reconcilePaymentsWorkflow } from "./reconcile-payments";
