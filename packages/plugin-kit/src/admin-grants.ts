/** Who may what, by a user's e-mail address or id or an API key's id, in lower case; `*` is everything. */
export type AdminGrants = ReadonlyMap<string, readonly string[]>;

/** Who asks: a person who logged in, or a machine with a key. */
export interface AdminActor {
  kind: "user" | "api-key";
  /** What the grants may call them. */
  names: readonly string[];
}

/** The grants of a plugin's options. E-mail addresses are compared without regard to case. */
export function adminGrantsOf(given: Readonly<Record<string, readonly string[]>>): AdminGrants {
  return new Map(Object.entries(given).map(([name, granted]) => [name.trim().toLowerCase(), granted]));
}

/**
 * Whether an actor may do something. Reading is open to all who may log in to the admin. Without grants every user is
 * an owner, as in Medusa itself, while an API key reads; with grants everybody has what is listed and no more.
 * @param grants null when the shop has configured none
 * @param permission a plugin's name for it; `*` asks for everything
 */
export function mayDo(grants: AdminGrants | null, actor: AdminActor, permission: string): boolean {
  if (permission === "read") return true;
  if (!grants) return actor.kind === "user";
  return actor.names.some((name) => {
    const granted = grants.get(name.toLowerCase()) ?? [];
    return granted.includes("*") || granted.includes(permission);
  });
}
