import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import type { AuthenticationResponse } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { generateJwtTokenWithChecks } from "@medusajs/medusa/api/auth/utils/generate-jwt-token";
import { answerTo, readRefusal } from "../../../../../domain/login-refusal.js";
import { WECHAT_PROVIDER } from "../../../../../workflows/wechat-provider.js";
import { providerInput } from "../provider-input.js";

/** Longer than both calls to WeChat may take, so that the second of two equal callbacks waits for the first. */
const LOCK_WAIT_SECONDS = 15;

/** Finishes a WeChat log-in: one state at a time, so that a state is used once even by two callbacks at once. */
export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const locking = req.scope.resolve(Modules.LOCKING);
  const input = providerInput(req);
  const outcome = await locking.execute(
    `wechat-login:${String(input.body?.state).slice(0, 128)}`,
    () => req.scope.resolve(Modules.AUTH).validateCallback(WECHAT_PROVIDER, input),
    { timeout: LOCK_WAIT_SECONDS },
  );
  if (!outcome.success || !outcome.authIdentity) {
    refuse(req, res, outcome);
    return;
  }
  const token = await generateJwtTokenWithChecks(req.scope, {
    authIdentity: outcome.authIdentity,
    mfaChallenge: outcome.mfaChallenge,
    actorType: "customer",
    authProvider: WECHAT_PROVIDER,
  });
  res.json(token);
}

function refuse(req: MedusaRequest, res: MedusaResponse, outcome: AuthenticationResponse): void {
  const refusal = readRefusal(outcome.error);
  // Whatever the provider threw besides its refusals is WeChat not answering; the messages hold no secrets.
  if (!refusal)
    req.scope.resolve(ContainerRegistrationKeys.LOGGER).error(`WeChat log-in failed: ${outcome.error}`);
  const { status, body } = answerTo(refusal ?? "wechat_unavailable");
  res.status(status).json(body);
}
