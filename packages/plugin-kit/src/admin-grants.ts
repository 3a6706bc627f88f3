/** Who may what, by a user's e-mail address (lower case) or an API key's id; `*` is everything. */
export type AdminGrants<Permission extends string> = ReadonlyMap<string, readonly (Permission | "*")[]>;

/** Who asks: a person who logged in, or a machine with a key. */
export interface AdminActor {
  kind: "user" | "api-key";
  /** What the grants may call them. */
  names: readonly string[];
}

/**
 * Whether an actor may do something. Reading is open to all who may log in to the admin. Without grants every user is
 * an owner, as in Medusa itself, while an API key reads; with grants everybody has what is listed and no more.
 * @param grants null when the shop has configured none
 */
export function mayDo<Permission extends string>(
  grants: AdminGrants<Permission> | null,
  actor: AdminActor,
  permission: Permission | "read",
): boolean {
  if (permission === "read") return true;
  if (!grants) return actor.kind === "user";
  return actor.names.some((name) => {
    const granted: readonly string[] = grants.get(name.toLowerCase()) ?? [];
    return granted.includes("*") || granted.includes(permission);
  });
}
