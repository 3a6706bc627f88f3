import { here, pathTo, replaceWith, safeReturn } from "@/navigation/go";
import { forgetToken, readToken } from "./token";

/** Sends the person to log in and, afterwards, back to `back` (the present page when not given). */
export function askToLogIn(back: string = here()): void {
  replaceWith(pathTo("logIn", { back: safeReturn(back) }));
}

/** Does what only a customer can; a stranger is asked to log in, and comes back to the page. */
export function asCustomer(work: () => unknown): void {
  if (readToken() === undefined) askToLogIn();
  else void work();
}

/** The server no longer accepts this token: forget it, log in, come back. A newer token is left alone. */
export function tokenRejected(token: string): void {
  if (readToken() !== token) return;
  forgetToken();
  askToLogIn();
}
