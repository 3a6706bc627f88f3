import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { NOTICES, templateShape } from "../../../../../domain/notice.js";
import { accountOf } from "../../../../../workflows/official-account-module.js";
import { readOrRefuse, refusing } from "../../../../answers.js";

/** How each kind of notice is told, and what a template may show of it. */
export const GET = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  res.json({ templates: await accountOf(req.scope).notices.templates(), facts: NOTICES });
});

/** Sets the template of a kind: which of the account's, and what each of its fields shows. */
export const POST = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const template = readOrRefuse(templateShape, req.body);
  await accountOf(req.scope).notices.saveTemplate(template, req.auth_context.actor_id, new Date());
  res.json({ template });
});
