const PENDING_KEY = "tengman.share_token";
const ANSWERED_KEY = "tengman.answered_share_tokens";

/** The token this tab was opened with; it outlives the trip to WeChat's log-in. */
export function readPendingToken(): string | undefined {
  return sessionStorage.getItem(PENDING_KEY) ?? undefined;
}

export function writePendingToken(token: string): void {
  sessionStorage.setItem(PENDING_KEY, token);
}

/** Tokens this phone's owner has already answered. */
export function readAnsweredTokens(): string[] {
  const stored = localStorage.getItem(ANSWERED_KEY);
  if (stored === null) return [];
  const parsed: unknown = JSON.parse(stored);
  return Array.isArray(parsed) ? parsed.filter((token): token is string => typeof token === "string") : [];
}

export function writeAnsweredTokens(tokens: readonly string[]): void {
  localStorage.setItem(ANSWERED_KEY, JSON.stringify(tokens));
}
