export { adminActorOf, liveUser } from "./admin-actor";
export { type AdminActor, type AdminGrants, adminGrantsOf, mayDo } from "./admin-grants";
export { type AdminRule, type GrantsOf, guardAdminRoutes } from "./admin-guard";
export { refuseAdmin } from "./admin-refusal";
export { readBody } from "./read-body";
export { refuseForeignOrigins } from "./refuse-foreign-origins";
