import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { Modules } from "@medusajs/framework/utils";
import { answerTo, readRefusal } from "../../../../domain/login-refusal.js";
import { WECHAT_PROVIDER } from "../../../../workflows/wechat-provider.js";
import { providerInput } from "./provider-input.js";

/** Begins a WeChat log-in. Stands before Medusa's route of the same address to answer refusals with their code. */
export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const auth = req.scope.resolve(Modules.AUTH);
  const { location, error } = await auth.authenticate(WECHAT_PROVIDER, providerInput(req));
  if (location) {
    res.json({ location });
    return;
  }
  const { status, body } = answerTo(readRefusal(error) ?? "wechat_unavailable");
  res.status(status).json(body);
}
