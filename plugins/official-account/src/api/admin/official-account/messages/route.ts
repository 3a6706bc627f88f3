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
import { cursorShape, pageOf } from "../page-query.js";

const openid = z.string().regex(/^[\w-]{1,128}$/);
const listShape = cursorShape.extend({
  openid: openid.optional(),
  show: z.enum(["written", "out", "refused"]).optional(),
});
const answeredShape = z.strictObject({ openid, answer: answerShape });

/** What was written, latest first; with one follower's, whether they may be written to now. */
export const GET = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const { limit, ...wanted } = readOrRefuse(listShape, req.query);
  const read = await accountOf(req.scope).messages.list({ ...wanted, limit: limit + 1 });
  const { rows: messages, ...next } = pageOf(read, limit);
  const window = wanted.openid === undefined ? null : await windowOf(req.scope, wanted.openid, new Date());
  res.json({ messages, ...next, window });
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
