import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import type { MedusaContainer } from "@medusajs/framework/types";
import { z } from "zod";
import { NOTICE_KINDS } from "../../../../domain/notice.js";
import { accountOf } from "../../../../workflows/official-account-module.js";
import { readOrRefuse, refusing } from "../../../answers.js";

const choiceShape = z.strictObject({ kind: z.enum(NOTICE_KINDS), is_wanted: z.boolean() });

/** Which notices the shopper gets in WeChat; all, until they say otherwise. */
export const GET = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  res.json({ notices: await choicesOf(req.scope, req.auth_context.actor_id) });
});

/** Switches a kind of notice off or on again. */
export const POST = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const { kind, is_wanted } = readOrRefuse(choiceShape, req.body);
  const { actor_id } = req.auth_context;
  await accountOf(req.scope).notices.setWanted(actor_id, kind, is_wanted, new Date());
  res.json({ notices: await choicesOf(req.scope, actor_id) });
});

async function choicesOf(scope: MedusaContainer, customer_id: string) {
  const refused = await accountOf(scope).notices.refusedKinds(customer_id);
  return NOTICE_KINDS.map((kind) => ({ kind, is_wanted: !refused.includes(kind) }));
}
