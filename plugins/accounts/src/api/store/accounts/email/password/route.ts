import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { Modules } from "@medusajs/framework/utils";
import { EMAIL_CODES_MODULE } from "../../../../../modules/email-codes";
import type { EmailCodesService } from "../../../../../modules/email-codes/service";
import { createEmailCustomerWorkflow } from "../../../../../workflows/create-email-customer";
import { answerRefusal, answerToken, endSessions } from "../../../../answers";
import { readCredentials } from "../../../../read-credentials";

const PROVIDER = "email";
const PURPOSE = "password";

/**
 * Chooses the password of an address that a mailed code proves: `{ email, code, password }` → `{ token }`. An address that
 * nobody had is registered; one that has an account gets the new password, and its earlier log-ins end. One route for both
 * tells nobody which it was.
 */
export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const codes: EmailCodesService = req.scope.resolve(EMAIL_CODES_MODULE);
  if (!codes.isOn) return answerRefusal(res, "email_login_off");
  const given = readCredentials(req.body);
  if (typeof given === "string") return answerRefusal(res, given);
  const { email, password, code } = given;
  const checked = await codes.verify(email, PURPOSE, code, new Date());
  if (checked.kind === "refused") return answerRefusal(res, checked.reason);
  const locking = req.scope.resolve(Modules.LOCKING);
  const auth_identity_id = await locking.execute(
    [`way-in:${PROVIDER}:${email}`],
    async () => {
      const id = await identityWith(req, email, password);
      await ensureCustomer(req, id, email);
      return id;
    },
    { timeout: 10 },
  );
  await answerToken(req, res, auth_identity_id, PROVIDER);
}

async function identityWith(req: MedusaRequest, email: string, password: string): Promise<string> {
  const auth = req.scope.resolve(Modules.AUTH);
  const [known] = await auth.listProviderIdentities({ provider: PROVIDER, entity_id: email });
  if (known?.auth_identity_id) {
    const updated = await auth.updateProvider(PROVIDER, { entity_id: email, password });
    if (!updated.success) throw new Error(`a password could not be kept: ${updated.error}`);
    await endSessions(req, known.auth_identity_id);
    return known.auth_identity_id;
  }
  const body = { email, password };
  const input = { url: req.url, headers: {}, query: {}, body, protocol: req.protocol };
  const { authIdentity, error } = await auth.register(PROVIDER, input);
  if (!authIdentity) throw new Error(`an address could not be registered: ${error}`);
  return authIdentity.id;
}

/** An identity whose registration broke off before it had a customer gets one at the next code. */
async function ensureCustomer(req: MedusaRequest, auth_identity_id: string, email: string): Promise<void> {
  const { app_metadata } = await req.scope.resolve(Modules.AUTH).retrieveAuthIdentity(auth_identity_id);
  if (app_metadata?.customer_id) return;
  await createEmailCustomerWorkflow(req.scope).run({ input: { auth_identity_id, email } });
}
