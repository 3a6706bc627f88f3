import { beginWechatLogIn, claimWechatCustomer, finishWechatLogIn } from "@/api/account";
import { linkWechat } from "@/api/accounts";
import { paths } from "@/navigation/go";
import { openAttempt, pageSessionOf, takeAttempt } from "./page-secret";
import { readToken, writeToken } from "./token";

/**
 * Leaves for WeChat's consent page; it returns to the call-back page of this origin.
 * @param isLinking adds WeChat to the account that is logged in
 */
export async function leaveForWechat(back: string, isLinking = false): Promise<void> {
  const attempt = openAttempt(back, isLinking);
  const { location: consentPage } = await beginWechatLogIn({
    callback_url: `${location.origin}${paths.logInCallback}`,
    page_session: pageSessionOf(attempt.page_secret),
    scope: "snsapi_userinfo",
  });
  // In place of the log-in page: "back" from what follows leads to where the person was before.
  location.replace(consentPage);
}

/** Why a return from WeChat could not be turned into a log-in here. */
export type ReturnProblem = { kind: "declined" } | { kind: "no_attempt" };

export type ReturnResult = { kind: "logged_in"; back: string } | { kind: "been_here" } | ReturnProblem;

/** The token to go on with: the WeChat person's, or that of the account they were added to. */
async function tokenOf(identityToken: string, isLinking: boolean): Promise<string> {
  const mine = readToken();
  if (!isLinking || mine === undefined) return (await claimWechatCustomer(identityToken)).token;
  return (await linkWechat({ token: identityToken }))?.token ?? mine;
}

/** Exchanges what WeChat returned for the customer's token and stores it. Server refusals are thrown. */
export async function returnFromWechat(query: URLSearchParams): Promise<ReturnResult> {
  const attempt = takeAttempt();
  const code = query.get("code");
  const state = query.get("state");
  if (!code || !state)
    return { kind: attempt === undefined && readToken() !== undefined ? "been_here" : "declined" };
  // Somebody who is logged in came back over WeChat's consent page, which is sent on to here once more.
  if (attempt === undefined) return { kind: readToken() === undefined ? "no_attempt" : "been_here" };
  const identity = await finishWechatLogIn({ code, state, page_secret: attempt.page_secret });
  writeToken(await tokenOf(identity.token, attempt.is_linking === true));
  return { kind: "logged_in", back: attempt.back };
}
