import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils";
import { generateJwtTokenWithChecks } from "@medusajs/medusa/api/auth/utils/generate-jwt-token";
import { answerTo } from "../../../../domain/login-refusal.js";
import { ensureWechatCustomerWorkflow } from "../../../../workflows/ensure-wechat-customer.js";
import { WECHAT_PROVIDER } from "../../../../workflows/wechat-provider.js";

/** Finds or creates the customer of the WeChat person behind the token, and answers a token that acts for it. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { auth_identity_id } = req.auth_context;
  const { result, errors } = await ensureWechatCustomerWorkflow(req.scope).run({
    input: { auth_identity_id },
    throwOnError: false,
  });
  const error = errors?.[0]?.error;
  if (error) {
    if (!isMissingIdentity(error)) throw error;
    const { status, body } = answerTo("wechat_identity_missing");
    res.status(status).json(body);
    return;
  }
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({
    entity: "customer",
    fields: ["id", "first_name", "phone", "metadata", "created_at"],
    filters: { id: result.customer_id },
  });
  const authIdentity = await req.scope
    .resolve(Modules.AUTH)
    .retrieveAuthIdentity(auth_identity_id, { relations: ["provider_identities"] });
  const { token } = await generateJwtTokenWithChecks(req.scope, {
    authIdentity,
    actorType: "customer",
    authProvider: WECHAT_PROVIDER,
  });
  const { metadata, ...customer } = data[0] ?? {};
  // What else the merchant keeps beside a customer is not for the page.
  res.json({ customer: { ...customer, metadata: { wechat: metadata?.wechat } }, token });
}

function isMissingIdentity(error: Error): boolean {
  return (
    error.message === "wechat_identity_missing" &&
    "type" in error &&
    error.type === MedusaError.Types.UNAUTHORIZED
  );
}
