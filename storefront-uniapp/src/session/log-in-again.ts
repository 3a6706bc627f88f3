import { isRefusal } from "@/api/refusal";
import { askToLogIn } from "./log-in";
import { forgetToken } from "./token";

/** Whether the server wants a log-in of the last minutes before it does this. */
export const wantsLogIn = (error: unknown): boolean => isRefusal(error, "reauthentication_required");

/** Leaves the log-in that is too old for a new one, and comes back. */
export function logInAgain(): void {
  forgetToken();
  askToLogIn();
}
