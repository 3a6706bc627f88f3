import { setTimeout as delay } from "node:timers/promises";
import type { AuthenticatedMedusaRequest, MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { Modules } from "@medusajs/framework/utils";
import { generateJwtTokenWithChecks } from "@medusajs/medusa/api/auth/utils/generate-jwt-token";
import { isFresh } from "../domain/identity";
import { type AccountRefusal, answerTo } from "../domain/refusal";

/** Answers a refusal. @param more what else the page needs, such as a challenge */
export function answerRefusal(res: MedusaResponse, refusal: AccountRefusal, more: object = {}): void {
  const { status, body } = answerTo(refusal);
  res.status(status).json({ ...body, ...more });
}

/** Tokens count whole seconds. */
const SECOND_MS = 1_000;

/**
 * Answers a token that acts for the customer of an identity, and that is another one than the caller's, which may just have
 * ended: two of the same second would be the same.
 */
export async function answerToken(
  req: MedusaRequest,
  res: MedusaResponse,
  auth_identity_id: string,
  authProvider: string,
): Promise<void> {
  const auth = req.scope.resolve(Modules.AUTH);
  const authIdentity = await auth.retrieveAuthIdentity(auth_identity_id, {
    relations: ["provider_identities"],
  });
  const issued = () =>
    generateJwtTokenWithChecks(req.scope, { authIdentity, actorType: "customer", authProvider });
  let answer = await issued();
  if ("token" in answer && answer.token === callersToken(req)) {
    await delay(SECOND_MS - (Date.now() % SECOND_MS));
    answer = await issued();
  }
  res.json(answer);
}

/** The token a request came with. */
export const callersToken = ({ headers }: Pick<MedusaRequest, "headers">): string =>
  (headers.authorization ?? "").split(" ").at(-1) ?? "";

/** Whether the caller logged in a moment ago. Medusa has verified the token this is read from. */
export function hasJustLoggedIn({ headers }: AuthenticatedMedusaRequest, now: Date): boolean {
  const [, payload = ""] = (headers.authorization ?? "").split(".");
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString("utf8") || "{}") as { iat?: number };
  return isFresh(claims.iat ?? 0, now.getTime() / 1_000);
}

interface RateLimits {
  take(name: "passwords_of_account" | "exports_of_customer", subject: string): Promise<number | null>;
  forget(name: "passwords_of_account", subject: string): Promise<void>;
}

/** Counts a copy of everything before it is made. @returns null when it may be, else after how many seconds */
export async function takeExport(req: MedusaRequest, customer_id: string): Promise<number | null> {
  const limits = req.scope.resolve<RateLimits | undefined>("rateLimits", { allowUnregistered: true });
  return (await limits?.take("exports_of_customer", customer_id)) ?? null;
}

/** Counts guesses of an account's old password by whoever has its token, where somebody counts (mall's `rateLimits`). */
export function oldPasswordGuesses(req: MedusaRequest, auth_identity_id: string) {
  const limits = req.scope.resolve<RateLimits | undefined>("rateLimits", { allowUnregistered: true });
  const subject = `old password of ${auth_identity_id}`;
  return {
    /** Counts one before it is made. @returns null when it may be, else after how many seconds */
    take: async () => (await limits?.take("passwords_of_account", subject)) ?? null,
    forget: async () => limits?.forget("passwords_of_account", subject),
  };
}

interface Sessions {
  end(claims: { auth_identity_id: string; issued_at_s: number }, token: string, now: Date): Promise<void>;
}

/** Ends every log-in of an account until now, where somebody keeps account of that (mall's `customerSessions`). */
export async function endSessions(req: MedusaRequest, auth_identity_id: string, token = ""): Promise<void> {
  const sessions = req.scope.resolve<Sessions | undefined>("customerSessions", { allowUnregistered: true });
  await sessions?.end({ auth_identity_id, issued_at_s: 0 }, token, new Date());
}
