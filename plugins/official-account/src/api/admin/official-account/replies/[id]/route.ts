import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { RefusedError } from "../../../../../domain/account-refusal.js";
import { replyShape } from "../../../../../domain/reply.js";
import { accountOf } from "../../../../../workflows/official-account-module.js";
import { idOf, readOrRefuse, refusing } from "../../../../answers.js";

/** Replaces a rule whole. */
export const POST = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const rule = readOrRefuse(replyShape, req.body);
  const { replies } = accountOf(req.scope);
  const id = await replies.save(idOf(req), rule, req.auth_context.actor_id, new Date());
  if (id === null) throw new RefusedError({ code: "reply_not_found" });
  res.json({ reply: { id, ...rule } });
});

/** Removes a rule. */
export const DELETE = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const id = idOf(req);
  if (!(await accountOf(req.scope).replies.remove(id))) throw new RefusedError({ code: "reply_not_found" });
  res.json({ id, deleted: true });
});
