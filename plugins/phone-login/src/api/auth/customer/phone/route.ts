import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { generateJwtTokenWithChecks } from "@medusajs/medusa/api/auth/utils/generate-jwt-token";
import { readRefusal } from "../../../../domain/refusal";
import { PHONE_CODES_MODULE } from "../../../../modules/phone-codes";
import type { PhoneCodesService } from "../../../../modules/phone-codes/service";
import { ensurePhoneCustomerWorkflow } from "../../../../workflows/ensure-phone-customer";
import { answerRefusal } from "../../../answer-refusal";

const PROVIDER = "phone";

/**
 * Logs in with a number and the code it got, and registers numbers that are new: `{ phone, code }` → `{ token }`. Stands
 * before Medusa's route of the same address to answer refusals with their code, and the token acts for a customer at once.
 */
export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const codes: PhoneCodesService = req.scope.resolve(PHONE_CODES_MODULE);
  if (!codes.isOn) return answerRefusal(res, "phone_login_off");
  const auth = req.scope.resolve(Modules.AUTH);
  const body = typeof req.body === "object" && req.body !== null ? (req.body as Record<string, string>) : {};
  const input = { url: req.url, headers: {}, query: {}, body, protocol: req.protocol };
  const { success, authIdentity, error, mfaChallenge } = await auth.authenticate(PROVIDER, input);
  if (!success || !authIdentity) {
    const refusal = readRefusal(error);
    if (!refusal)
      req.scope.resolve(ContainerRegistrationKeys.LOGGER).error(`A log-in by phone failed: ${error}`);
    return answerRefusal(res, refusal ?? "sms_unavailable");
  }
  await ensurePhoneCustomerWorkflow(req.scope).run({
    input: { auth_identity_id: authIdentity.id, phone: codes.numberOf(String(body.phone)) ?? "" },
  });
  const actingIdentity = await auth.retrieveAuthIdentity(authIdentity.id, {
    relations: ["provider_identities"],
  });
  res.json(
    await generateJwtTokenWithChecks(req.scope, {
      authIdentity: actingIdentity,
      mfaChallenge,
      actorType: "customer",
      authProvider: PROVIDER,
    }),
  );
}
