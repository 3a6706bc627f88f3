import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { replyShape } from "../../../../domain/reply.js";
import { accountOf } from "../../../../workflows/official-account-module.js";
import { readOrRefuse, refusing } from "../../../answers.js";

/** All rules that answer followers. */
export const GET = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  res.json({ replies: await accountOf(req.scope).replies.list() });
});

/** A new rule. */
export const POST = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const rule = readOrRefuse(replyShape, req.body);
  const id = await accountOf(req.scope).replies.save(null, rule, req.auth_context.actor_id, new Date());
  res.json({ reply: { id, ...rule } });
});
