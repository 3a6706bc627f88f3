import { here, pathTo, replaceWith, safeReturn } from "@/navigation/go";
import { forgetToken, readToken } from "./token";

/** Sends the person to log in and, afterwards, back to `back` (the present page when not given). */
export function askToLogIn(back: string = here()): void {
  replaceWith(pathTo("logIn", { back: safeReturn(back) }));
}

/** The server no longer accepts this token: forget it, log in, come back. A newer token is left alone. */
export function tokenRejected(token: string): void {
  if (readToken() !== token) return;
  forgetToken();
  askToLogIn();
}
