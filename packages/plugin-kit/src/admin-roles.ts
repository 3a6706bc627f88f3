import type { MedusaContainer } from "@medusajs/framework/types";

/** The name in Medusa's container under which the shop's roles are found, where a plugin keeps some. */
export const ADMIN_ROLES = "adminRoles";

/** What the roles of a shop allow its users. */
export interface AdminRoles {
  /**
   * What a user's role allows: `*` is everything, an empty list only reading. It is asked at every request, so a role that
   * was taken away is gone at once on every server.
   * @returns null as long as the shop has given no role to anybody
   */
  permissionsOf(user_id: string): Promise<readonly string[] | null>;
}

/** What a user's role allows; null in a shop without roles. */
export async function permissionsByRole(
  scope: MedusaContainer,
  user_id: string,
): Promise<readonly string[] | null> {
  const roles = scope.resolve<AdminRoles | undefined>(ADMIN_ROLES, { allowUnregistered: true });
  return roles ? roles.permissionsOf(user_id) : null;
}
