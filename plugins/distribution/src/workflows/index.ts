export {
  type EraseAccountInput,
  type EraseAccountResult,
  eraseAccountWorkflow,
} from "./identity/erase-account";
export {
  type SubmitIdentityInput as TellIdentityInput,
  submitIdentityWorkflow as tellIdentityWorkflow,
} from "./identity/submit-identity";
export {
  type IngestPaymentsInput as TakeInPaymentsInput,
  type IngestPaymentsResult as TakeInPaymentsResult,
  ingestPaymentsWorkflow as takeInPaymentsWorkflow,
} from "./intake/ingest-payments";
export {
  type IngestReceiptsInput as TakeInReceiptsInput,
  ingestReceiptsWorkflow as takeInReceiptsWorkflow,
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
export { type AcceptAgreementInput, acceptAgreementWorkflow } from "./referral/accept-agreement";
export { type BindReferralInput, bindReferralWorkflow } from "./referral/bind-referral";
export {
  type BindingChangeCommand,
  type ChangeBindingResult,
  changeBindingWorkflow,
} from "./referral/change-binding";
export {
  type ChangeStatusInput as ChangeStandingInput,
  changeStatusWorkflow as changeStandingWorkflow,
} from "./referral/change-status";
export { type ExpireBindingsInput, expireBindingsWorkflow } from "./referral/expire-bindings";
export { type InvitationCommand, inviteDistributorWorkflow } from "./referral/invite-distributor";
export { type IssueShareTokenInput, issueShareTokenWorkflow } from "./referral/issue-share-token";
export { type JoinProgramInput, joinProgramWorkflow } from "./referral/join-program";
export { type RevokeShareTokenInput, revokeShareTokenWorkflow } from "./referral/revoke-share-token";
export { type AssessRiskInput, assessRiskWorkflow } from "./risk/assess-risk";
export { decideRiskWorkflow, type RiskCommand, type RiskCommandResult } from "./risk/decide-risk";
export { type CloseMonthsInput, type CloseMonthsResult, closeMonthsWorkflow } from "./statement/close-months";
export { type RollUpEarningsInput, rollUpEarningsWorkflow } from "./statement/roll-up-earnings";
export {
  type VerifyLedgerInput,
  type VerifyLedgerResult,
  verifyLedgerWorkflow,
} from "./statement/verify-ledger";
