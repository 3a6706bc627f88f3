/** Who may what, by a user's e-mail address or id or an API key's id, in lower case; `*` is everything. */
export type AdminGrants = ReadonlyMap<string, readonly string[]>;

/** Who asks: a person who logged in, or a machine with a key. */
export interface AdminActor {
  kind: "user" | "api-key";
  /** What the grants may call them. */
  names: readonly string[];
  /** What their role in the shop allows; null for a key, and in a shop that has given no role to anybody. */
  by_role: readonly string[] | null;
}

/** The grants of a plugin's options. E-mail addresses are compared without regard to case. */
export function adminGrantsOf(given: Readonly<Record<string, readonly string[]>>): AdminGrants {
  return new Map(Object.entries(given).map(([name, granted]) => [name.trim().toLowerCase(), granted]));
}

/**
 * Whether an actor may do something. Reading is open to all who may log in to the admin. Without grants and
 * roles every user is an owner, as in Medusa itself, while an API key reads; with either everybody has what is listed for
 * them and what their role allows, and no more.
 * @param grants null when the shop has configured none
 * @param permission a plugin's name for it; `*` asks for everything
 */
export function mayDo(grants: AdminGrants | null, actor: AdminActor, permission: string): boolean {
  if (permission === "read") return true;
  if (actor.by_role && allows(actor.by_role, permission)) return true;
  if (!grants) return actor.kind === "user" && actor.by_role === null;
  return actor.names.some((name) => allows(grants.get(name.toLowerCase()) ?? [], permission));
}

const allows = (granted: readonly string[], permission: string): boolean =>
  granted.includes("*") || granted.includes(permission);
