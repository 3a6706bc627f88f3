import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { refuseAdmin } from "@tengman/plugin-kit";
import { roleChangeShape } from "../../../../../domain/admin-role";
import { changeRole, readStaff } from "../../../../../workflows/admin-roles";
import { idOf, readOrRefuse, refusing } from "../../../../refusals";

/** Gives a user a role, or takes it away. Refusals: `record_not_found`, `role_by_configuration`, `last_owner`. */
export const POST = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  // A key that leaked must not make owners, whatever it was granted.
  if (req.auth_context.actor_type !== "user") return refuseAdmin(res, "permission_missing", "manage_access");
  const { role } = readOrRefuse(roleChangeShape, req.body);
  const user_id = idOf(req);
  await changeRole(req.scope, { user_id, role, by: req.auth_context.actor_id, now: new Date() });
  const { staff } = await readStaff(req.scope);
  res.json({ member: staff.find(({ id }) => id === user_id) });
});
