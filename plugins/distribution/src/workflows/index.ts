export {
  type EraseAccountInput,
  type EraseAccountResult,
  eraseAccountWorkflow,
} from "./identity/erase-account";
export {
  type IngestPaymentsInput,
  type IngestPaymentsResult,
  ingestPaymentsWorkflow,
} from "./intake/ingest-payments";
export {
  type IngestReceiptsInput,
  ingestReceiptsWorkflow,
} from "./intake/ingest-receipts";
export {
  type MatureAccrualsInput,
  type MaturedEvent,
  matureAccrualsWorkflow,
} from "./intake/mature-accruals";
export { type PayOutResult, type PayoutCommand, payOutWorkflow } from "./payout/pay-out";
export { type AcknowledgeInput, acknowledgeWorkflow } from "./plan/acknowledge";
export { type AppraiseGradesInput, appraiseGradesWorkflow } from "./plan/appraise-grades";
export { type GiveGradeInput, giveGradeWorkflow } from "./plan/give-grade";
export { type PublishPlanInput, publishPlanWorkflow } from "./plan/publish-plan";
export { type BindReferralInput, bindReferralWorkflow } from "./referral/bind-referral";
export {
  type BindingChangeCommand,
  type ChangeBindingResult,
  changeBindingWorkflow,
} from "./referral/change-binding";
export {
  type ChangeStatusInput,
  changeStatusWorkflow,
} from "./referral/change-status";
export { type IssueShareTokenInput, issueShareTokenWorkflow } from "./referral/issue-share-token";
export { type JoinProgramInput, joinProgramWorkflow } from "./referral/join-program";
export { type AssessRiskInput, assessRiskWorkflow } from "./risk/assess-risk";
export { decideRiskWorkflow, type RiskCommand, type RiskCommandResult } from "./risk/decide-risk";
export { type CloseMonthsInput, type CloseMonthsResult, closeMonthsWorkflow } from "./statement/close-months";
export { verifyLedger } from "./statement/verify-ledger";
