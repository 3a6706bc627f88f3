/**
 * What somebody at the merchant's may be allowed. `read` shows everything masked; whoever is to see people in the
 * clear, decide about money, or change the rules needs more.
 */
export const PERMISSIONS = [
  "read",
  "decide_payouts",
  "see_identities",
  "export_identities",
  "review_risk",
  "read_audit",
  "publish_plans",
  "decide_people",
  "change_bindings",
  "approve_changes",
  "close_books",
  "acknowledge_compliance",
] as const;

export type Permission = (typeof PERMISSIONS)[number];

/** Who may what, by a user's e-mail address or an API key's id; `*` is everything. */
export type AdminGrants = ReadonlyMap<string, readonly (Permission | "*")[]>;

/** Who asks: a person who logged in, or a machine with a key. */
export interface AdminActor {
  kind: "user" | "api-key";
  /** What the grants may call them. */
  names: readonly string[];
}

/**
 * Whether an actor may do something. Reading is open to all who may log in to the admin. Without grants every user is
 * an owner, as in Medusa itself, while an API key reads; with grants everybody has what is listed and no more.
 */
export function mayDo(grants: AdminGrants | null, actor: AdminActor, permission: Permission): boolean {
  if (permission === "read") return true;
  if (!grants) return actor.kind === "user";
  return actor.names.some((name) => {
    const granted = grants.get(name.toLowerCase()) ?? [];
    return granted.includes("*") || granted.includes(permission);
  });
}
