import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { z } from "zod";
import { accountOf } from "../../../../workflows/official-account-module.js";
import { readOrRefuse, refusing } from "../../../answers.js";

const listShape = z.object({
  state: z.enum(["waiting", "sent", "delivered", "failed"]).optional(),
  before: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

/** Notices, latest first: what became of each, and why one did not arrive, with WeChat's code and number. */
export const GET = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const { state, before, limit } = readOrRefuse(listShape, req.query);
  const notices = await accountOf(req.scope).notices.list({
    limit,
    ...(state === undefined ? {} : { state }),
    ...(before === undefined ? {} : { before }),
  });
  res.json({ notices });
});
