import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { z } from "zod";
import {
  ACCOUNT_REFUSALS,
  type AccountRefusalCode,
  RefusedError,
} from "../../../../domain/account-refusal.js";
import { answerShape } from "../../../../domain/reply.js";
import { accountOf } from "../../../../workflows/official-account-module.js";
import { sendServiceMessage, windowOf } from "../../../../workflows/send-service-message.js";
import { readOrRefuse, refusing } from "../../../answers.js";

const openid = z.string().regex(/^[\w-]{1,128}$/);
const listShape = z.object({
  openid: openid.optional(),
  before: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
const answeredShape = z.strictObject({ openid, answer: answerShape });

/** What was written, latest first; with one follower's, whether they may be written to now. */
export const GET = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const wanted = readOrRefuse(listShape, req.query);
  const messages = await accountOf(req.scope).messages.list({
    limit: wanted.limit,
    ...(wanted.openid === undefined ? {} : { openid: wanted.openid }),
    ...(wanted.before === undefined ? {} : { before: wanted.before }),
  });
  const window = wanted.openid === undefined ? null : await windowOf(req.scope, wanted.openid, new Date());
  res.json({ messages, window });
});

/** Answers a follower, within WeChat's window. */
export const POST = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const { openid, answer } = readOrRefuse(answeredShape, req.body);
  const message = { openid, answer, actor_id: req.auth_context.actor_id };
  const sent = await sendServiceMessage(req.scope, message, new Date());
  if (sent.kind === "refused") throw new RefusedError({ code: codeOf(sent.reason), rid: sent.rid });
  res.json({ sent: true });
});

const codeOf = (reason: string): AccountRefusalCode =>
  reason in ACCOUNT_REFUSALS ? (reason as AccountRefusalCode) : "refused_by_wechat";
