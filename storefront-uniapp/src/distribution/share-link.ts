import { createShareToken } from "@/api/distribution";
import type { ShareTarget, ShareToken } from "@/api/referral-types";
import { pathTo } from "@/navigation/go";

const tokens = new Map<string, Promise<ShareToken>>();

/** The distributor's token for a target: one per page visit is plenty, each is valid for months. */
export function shareTokenFor(target: ShareTarget): Promise<ShareToken> {
  const key = target.type === "product" ? target.id : "shop";
  const present = tokens.get(key);
  if (present !== undefined) return present;
  const asked = createShareToken(target);
  tokens.set(key, asked);
  asked.catch(() => tokens.delete(key));
  return asked;
}

/** The address a friend opens. Without a token it credits nobody. */
export function linkTo(target: ShareTarget, token?: ShareToken): string {
  const path = target.type === "product" ? pathTo("product", { id: target.id }) : "/";
  if (token === undefined) return `${location.origin}${path}`;
  return `${location.origin}${path}${path.includes("?") ? "&" : "?"}${token.query}`;
}
