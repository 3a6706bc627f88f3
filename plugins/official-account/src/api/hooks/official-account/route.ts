import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { answerTrial, type PushSecrets } from "../../../client/push.js";
import { accountOf } from "../../../workflows/official-account-module.js";
import { receivePush } from "./receive-push.js";

/** WeChat's trial of the address, when the merchant saves it in the console: what it asks is repeated. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const secrets = accountOf(req.scope).push_secrets;
  const echo = secrets && answerTrial(secrets, req.query);
  if (echo === null) return refuse(res);
  res.type("text/plain").send(echo);
}

/** What followers write and do. */
export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const secrets: PushSecrets | null = accountOf(req.scope).push_secrets;
  if (!secrets) return refuse(res);
  await receivePush(req, res, secrets);
}

function refuse(res: MedusaResponse): void {
  res.status(401).json({ type: "unauthorized", code: "signature_invalid", message: "验签失败" });
}
