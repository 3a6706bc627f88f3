import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { z } from "zod";
import { accountOf } from "../../../../workflows/official-account-module.js";
import { createChannelCode, LONGEST_DAYS } from "../../../../workflows/scene-codes.js";
import { readOrRefuse, refusing } from "../../../answers.js";
import { pageShape } from "../page-query.js";

const codeShape = z.strictObject({
  name: z.string().trim().min(1).max(60),
  /** Null: for good. */
  days: z.number().int().min(1).max(LONGEST_DAYS).nullable().default(LONGEST_DAYS),
});

/** Channels' codes, latest first, with their scans and the followers they brought. */
export const GET = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const { offset, limit } = readOrRefuse(pageShape, req.query);
  res.json({ ...(await accountOf(req.scope).scenes.channels(offset, limit)), offset, limit });
});

/** A new code for a channel; its scene is drawn, and a reply may name it. */
export const POST = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const { name, days } = readOrRefuse(codeShape, req.body);
  const qr_code = await createChannelCode(req.scope, { name, days, actor_id: req.auth_context.actor_id });
  res.json({ qr_code });
});
