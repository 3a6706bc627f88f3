const KEY = "tengman.customer_token";

/** The customer's token, kept in local storage and never in a cookie. */
export function readToken(): string | undefined {
  return localStorage.getItem(KEY) ?? undefined;
}

export function writeToken(token: string): void {
  localStorage.setItem(KEY, token);
}

export function forgetToken(): void {
  localStorage.removeItem(KEY);
}
