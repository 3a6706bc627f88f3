export { type AcceptAgreementInput, acceptAgreementWorkflow } from "./accept-agreement";
export { type AcknowledgeInput, acknowledgeWorkflow } from "./acknowledge";
export { type AppraiseGradesInput, appraiseGradesWorkflow } from "./appraise-grades";
export { type AssessRiskInput, assessRiskWorkflow } from "./assess-risk";
export { type BindReferralInput, bindReferralWorkflow } from "./bind-referral";
export {
  type BindingChangeCommand,
  type ChangeBindingResult,
  changeBindingWorkflow,
} from "./change-binding";
export { type ChangeStandingInput, changeStandingWorkflow } from "./change-standing";
export { type CloseMonthsInput, type CloseMonthsResult, closeMonthsWorkflow } from "./close-months";
export { decideRiskWorkflow, type RiskCommand, type RiskCommandResult } from "./decide-risk";
export { type EraseAccountInput, type EraseAccountResult, eraseAccountWorkflow } from "./erase-account";
export { type ExpireBindingsInput, expireBindingsWorkflow } from "./expire-bindings";
export { type GiveGradeInput, giveGradeWorkflow } from "./give-grade";
export { type InvitationCommand, inviteDistributorWorkflow } from "./invite-distributor";
export { type IssueShareTokenInput, issueShareTokenWorkflow } from "./issue-share-token";
export { type JoinProgramInput, joinProgramWorkflow } from "./join-program";
export { type MatureAccrualsInput, type MaturedEvent, matureAccrualsWorkflow } from "./mature-accruals";
export { type PayOutResult, type PayoutCommand, payOutWorkflow } from "./pay-out";
export { type PublishPlanInput, publishPlanWorkflow } from "./publish-plan";
export { type RevokeShareTokenInput, revokeShareTokenWorkflow } from "./revoke-share-token";
export { type RollUpEarningsInput, rollUpEarningsWorkflow } from "./roll-up-earnings";
export {
  type TakeInPaymentsInput,
  type TakeInPaymentsResult,
  takeInPaymentsWorkflow,
} from "./take-in-payments";
export { type TakeInReceiptsInput, takeInReceiptsWorkflow } from "./take-in-receipts";
export { type TellIdentityInput, tellIdentityWorkflow } from "./tell-identity";
export { type VerifyLedgerInput, type VerifyLedgerResult, verifyLedgerWorkflow } from "./verify-ledger";
