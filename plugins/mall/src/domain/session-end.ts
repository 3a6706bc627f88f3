/** What a customer token says about itself. Nobody has checked its signature when this is read. */
export interface TokenClaims {
  auth_identity_id: string;
  /** Seconds since 1970. */
  issued_at_s: number;
}

/** A log-out: everything issued to the person before that second ended, and so did the token it was asked with. */
export interface SessionEnd {
  ended_at_s: number;
  token_hash: string;
}

/** Reads a token's claims; null for what is no customer's token. */
export function claimsOf(token: string): TokenClaims | null {
  try {
    const [, payload = ""] = token.split(".");
    const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
    return customerClaims(claims);
  } catch {
    return null;
  }
}

/** The claims of a customer; null for anybody else's. */
export function customerClaims(claims: unknown): TokenClaims | null {
  if (typeof claims !== "object" || claims === null) return null;
  const { actor_type, auth_identity_id, iat } = claims as Record<string, unknown>;
  if (actor_type !== "customer" || typeof auth_identity_id !== "string" || auth_identity_id === "")
    return null;
  return { auth_identity_id, issued_at_s: typeof iat === "number" ? iat : 0 };
}

/**
 * Whether a token ended with a log-out. Tokens count whole seconds: one that was issued in the second of the log-out
 * may be the next log-in's, so there only the very token counts.
 * @param token_hash the token's, null where only its claims are known
 */
export function hasEnded(claims: TokenClaims, token_hash: string | null, end: SessionEnd | null): boolean {
  return end !== null && (claims.issued_at_s < end.ended_at_s || token_hash === end.token_hash);
}
