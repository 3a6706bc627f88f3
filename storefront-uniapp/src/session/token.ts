import { onThisPhone } from "@/storage/kept";

const KEY = "tengman.customer_token";

/** The customer's token, kept in local storage and never in a cookie. */
export function readToken(): string | undefined {
  return onThisPhone.read(KEY);
}

export function writeToken(token: string): void {
  onThisPhone.write(KEY, token);
}

export function forgetToken(): void {
  onThisPhone.remove(KEY);
}
