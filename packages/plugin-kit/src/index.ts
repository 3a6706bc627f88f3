export { actorOfUser, adminActorOf, liveUser } from "./admin-actor";
export { type AdminActor, type AdminGrants, adminGrantsOf, mayDo } from "./admin-grants";
export { type AdminRule, type GrantsOf, guardAdminRoutes } from "./admin-guard";
export { refuseAdmin } from "./admin-refusal";
export { ADMIN_ROLES, type AdminRoles } from "./admin-roles";
export { lockInTurn } from "./lock-in-turn";
export { CODE_LIFE_S, RESEND_S } from "./one-time-codes/code-rules";
export { type Database, oneTimeCodeTables, type SentCode } from "./one-time-codes/code-store";
export { type CheckedCode, type CodeRequest, OneTimeCodes } from "./one-time-codes/one-time-codes";
export { type Figure, type Operations, operationsOf, type ReadinessCheck } from "./operations";
export {
  type ClosingRefusal,
  type DataSubject,
  isRetentionOver,
  type PersonalData,
  type PersonalDataAct,
  type PersonalDataQuestion,
  personalDataWorkflow,
} from "./personal-data";
export { readBody } from "./read-body";
export { refuseForeignOrigins } from "./refuse-foreign-origins";
