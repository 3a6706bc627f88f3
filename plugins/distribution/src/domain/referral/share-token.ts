/** Bytes of randomness in a token: 96 bits, which are 16 URL-safe characters. */
export const SHARE_TOKEN_BYTES = 12;

const SHAPE = /^[A-Za-z0-9_-]{16,32}$/;
const DAY_MS = 86_400_000;

/** What a token opens. */
export type ShareTarget = { type: "shop" } | { type: "product"; id: string };

/** A stored token; it says nothing about anybody. */
export interface ShareToken {
  token: string;
  distributor_id: string;
  expires_at: Date;
  revoked_at: Date | null;
}

/** Whether text can be a token at all; anything else is not looked up. */
export function looksLikeShareToken(text: string): boolean {
  return SHAPE.test(text);
}

/** When a token issued now ends. */
export function shareTokenExpiry(now: Date, days: number): Date {
  return new Date(now.getTime() + days * DAY_MS);
}

/** Whether a stored token still names its distributor. */
export function isUsable(token: ShareToken, now: Date): boolean {
  return token.revoked_at === null && now < token.expires_at;
}
