import { z } from "zod";

/** The roles a user of the admin can have. */
export const ROLES = ["owner", "operator", "finance", "service"] as const;

export type Role = (typeof ROLES)[number];

/** What each role allows: permissions of every plugin; an owner may everything. */
export const rolesShape = z.partialRecord(z.enum(ROLES), z.array(z.string().min(1).max(60))).transform(
  (given): Readonly<Record<Role, readonly string[]>> => ({
    operator: [],
    finance: [],
    service: [],
    ...given,
    owner: ["*"],
  }),
);

/** Which role to give; null takes it away, and reading is left. */
export const roleChangeShape = z.object({ role: z.enum(ROLES).nullable() });

/** A user of the admin, as far as roles go. */
export interface StaffMember {
  readonly id: string;
  readonly role: Role | null;
  /** The shop's configuration makes them an owner, whatever the admin says. */
  readonly is_owner_by_configuration: boolean;
}

/** What becomes of a wish to change a role. */
export type RoleDecision =
  | { readonly kind: "changed"; readonly from: Role | null }
  | { readonly kind: "unchanged" }
  | {
      readonly kind: "refused";
      readonly reason: "record_not_found" | "role_by_configuration" | "last_owner";
    };

/**
 * Decides about a user's role. A shop always keeps an owner: nobody else could give roles.
 * @param staff everybody who may log in to the admin
 * @param role null takes the role away
 */
export function decideRole(staff: readonly StaffMember[], user_id: string, role: Role | null): RoleDecision {
  const member = staff.find(({ id }) => id === user_id);
  if (!member) return { kind: "refused", reason: "record_not_found" };
  if (member.is_owner_by_configuration) return { kind: "refused", reason: "role_by_configuration" };
  if (member.role === role) return { kind: "unchanged" };
  if (member.role === "owner" && !hasOtherOwner(staff, user_id))
    return { kind: "refused", reason: "last_owner" };
  return { kind: "changed", from: member.role };
}

/** Whether a user may leave: never the last owner. */
export function mayLeave(staff: readonly StaffMember[], user_id: string): boolean {
  const member = staff.find(({ id }) => id === user_id);
  return !member || !isOwner(member) || hasOtherOwner(staff, user_id);
}

const isOwner = ({ role, is_owner_by_configuration }: StaffMember): boolean =>
  role === "owner" || is_owner_by_configuration;

const hasOtherOwner = (staff: readonly StaffMember[], user_id: string): boolean =>
  staff.some((member) => member.id !== user_id && isOwner(member));
