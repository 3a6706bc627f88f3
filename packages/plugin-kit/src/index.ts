export { type AdminActor, type AdminGrants, mayDo } from "./admin-grants";
