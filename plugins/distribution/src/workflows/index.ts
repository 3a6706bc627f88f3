export {
  type EraseAccountInput,
  type EraseAccountResult,
  eraseAccount,
} from "./identity/erase-account";
export {
  type IngestPaymentsInput,
  type IngestPaymentsResult,
  ingestPaymentsWorkflow,
} from "./intake/ingest-payments";
export {
  type IngestReceiptsInput,
  ingestReceipts,
} from "./intake/ingest-receipts";
export {
  type MatureAccrualsInput,
  type MaturedEvent,
  matureAccruals,
} from "./intake/mature-accruals";
export { type PayOutResult, type PayoutCommand, payOut } from "./payout/pay-out";
export { type AcknowledgeInput, acknowledge } from "./plan/acknowledge";
export { type AppraiseGradesInput, appraiseGrades } from "./plan/appraise-grades";
export { type GiveGradeInput, giveGrade } from "./plan/give-grade";
export { type PublishPlanInput, publishPlan } from "./plan/publish-plan";
export { type BindReferralInput, bindReferral } from "./referral/bind-referral";
export {
  type BindingChangeCommand,
  type ChangeBindingResult,
  changeBinding,
} from "./referral/change-binding";
export {
  type ChangeStatusInput,
  changeStatus,
} from "./referral/change-status";
export { type IssueShareTokenInput, issueShareToken } from "./referral/issue-share-token";
export { type JoinProgramInput, joinProgram } from "./referral/join-program";
export { type AssessRiskInput, assessRisk } from "./risk/assess-risk";
export { decideRisk, type RiskCommand, type RiskCommandResult } from "./risk/decide-risk";
export { type CloseMonthsInput, type CloseMonthsResult, closeMonths } from "./statement/close-months";
export { verifyLedger } from "./statement/verify-ledger";
