import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { mayDo } from "@tengman/plugin-kit";
import type { Role } from "../domain/admin-role";
import { refusal } from "../domain/refusal";
import { ADMIN_ROLES_MODULE } from "../modules/admin-roles";
import type { AdminRolesService, AdminUser, RoleChange, RoleCommand } from "../modules/admin-roles/service";
import { MALL_MODULE } from "../modules/mall";
import type { MallModuleService } from "../modules/mall/service";
import { RefusedError } from "./refused-error";

/** A user of the admin and what they may do. */
export interface StaffView {
  id: string;
  email: string;
  first_name: string | null;
  last_name: string | null;
  role: Role | null;
  is_owner_by_configuration: boolean;
}

interface User {
  id: string;
  email: string;
  first_name: string | null;
  last_name: string | null;
}

const servicesOf = (container: MedusaContainer) => ({
  roles: container.resolve<AdminRolesService>(ADMIN_ROLES_MODULE),
  grants: container.resolve<MallModuleService>(MALL_MODULE).settings.admin_permissions ?? null,
});

async function usersOf(container: MedusaContainer): Promise<(User & AdminUser)[]> {
  const { grants } = servicesOf(container);
  const users: User[] = await container
    .resolve(Modules.USER)
    .listUsers({}, { select: ["id", "email", "first_name", "last_name"], order: { email: "ASC" } });
  return users.map((user) => ({
    ...user,
    is_owner_by_configuration:
      grants !== null && mayDo(grants, { kind: "user", names: [user.id, user.email], by_role: null }, "*"),
  }));
}

/** Who has which role, what each role allows, and the latest changes. */
export async function readStaff(container: MedusaContainer): Promise<{
  roles: Readonly<Record<Role, readonly string[]>>;
  staff: StaffView[];
  changes: RoleChange[];
}> {
  const { roles } = servicesOf(container);
  const users = await usersOf(container);
  const [staff, changes] = await Promise.all([roles.staff(users), roles.changes()]);
  const roleOf = new Map(staff.map(({ id, role }) => [id, role]));
  const views = users.map(({ id, email, first_name, last_name, is_owner_by_configuration }) => ({
    id,
    email,
    first_name,
    last_name,
    role: roleOf.get(id) ?? null,
    is_owner_by_configuration,
  }));
  return { roles: roles.roles, staff: views, changes };
}

/**
 * Gives a user a role or takes it away; it counts from their next request on.
 * @throws {RefusedError} `record_not_found`, `role_by_configuration`, `last_owner`
 */
export async function changeRole(container: MedusaContainer, command: RoleCommand): Promise<void> {
  const { roles } = servicesOf(container);
  const decision = await roles.change(await usersOf(container), command);
  if (decision.kind === "refused") throw new RefusedError(refusal(decision.reason, "role"));
}

/**
 * Takes the role of a user whom Medusa is about to remove.
 * @throws {RefusedError} `last_owner`
 */
export async function leaveRole(
  container: MedusaContainer,
  command: Omit<RoleCommand, "role">,
): Promise<void> {
  const { roles } = servicesOf(container);
  if (!(await roles.leave(await usersOf(container), command))) throw new RefusedError(refusal("last_owner"));
}
