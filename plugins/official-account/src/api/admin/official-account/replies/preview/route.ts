import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { z } from "zod";
import { chooseReply } from "../../../../../domain/reply.js";
import { accountOf } from "../../../../../workflows/official-account-module.js";
import { readOrRefuse, refusing } from "../../../../answers.js";

const occasionShape = z.strictObject({
  event: z.enum(["subscribe", "scan", "click"]).nullable().default(null),
  /** A code's scene, a menu's key. */
  event_key: z.string().min(1).max(1_000).nullable().default(null),
  text: z.string().max(4_000).nullable().default(null),
  at: z.iso.datetime({ offset: true }).optional(),
});

/** Which rule would answer what a follower writes or does, now or at another moment. Sends nothing. */
export const POST = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const { at, ...occasion } = readOrRefuse(occasionShape, req.body);
  const replies = await accountOf(req.scope).replies.list();
  const now = at === undefined ? new Date() : new Date(at);
  const type = occasion.event === null ? "text" : "event";
  res.json({ reply: chooseReply(replies, { ...occasion, type }, now) });
});
