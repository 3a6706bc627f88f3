/** The ways of logging in that an account may have. */
export type Provider = "wechat" | "phone" | "email";

export interface Identity {
  provider: Provider;
  /** What its owner knows it by, and nobody else can use: `138****8000`, `l***@example.com`. */
  label: string;
}

/** How a way of logging in is shown, also to its owner: a page may be looked at by others. */
export function identityOf(provider: string, entity_id: string): Identity | null {
  if (provider === "wechat") return { provider, label: "" };
  if (provider === "phone") return { provider, label: `${entity_id.slice(0, 3)}****${entity_id.slice(-4)}` };
  if (provider === "email") return { provider, label: `${entity_id[0]}***@${entity_id.split("@").at(-1)}` };
  return null;
}

/** How old a log-in may be for what changes who can get in. */
const FRESH_S = 600;

/** Whether somebody has just shown who they are. @param issued_at_s when their token was issued */
export function isFresh(issued_at_s: number, now_s: number): boolean {
  return now_s - issued_at_s <= FRESH_S;
}

/** Why a way in cannot be taken away, or null. WeChat's stays: refunds and payouts go to that person. */
export function unlinkRefusal(
  provider: string,
  all: readonly string[],
): "identity_unknown" | "wechat_stays" | "last_way_in" | null {
  if (!all.includes(provider)) return "identity_unknown";
  if (provider === "wechat") return "wechat_stays";
  return all.length < 2 ? "last_way_in" : null;
}
