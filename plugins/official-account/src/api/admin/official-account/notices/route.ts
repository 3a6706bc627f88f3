import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { z } from "zod";
import { accountOf } from "../../../../workflows/official-account-module.js";
import { readOrRefuse, refusing } from "../../../answers.js";
import { cursorShape, pageOf } from "../page-query.js";

const listShape = cursorShape.extend({
  state: z.enum(["waiting", "sent", "delivered", "failed"]).optional(),
});

/** Notices, latest first: what became of each, and why one did not arrive, with WeChat's code and number. */
export const GET = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const { limit, ...wanted } = readOrRefuse(listShape, req.query);
  const read = await accountOf(req.scope).notices.list({ ...wanted, limit: limit + 1 });
  const { rows: notices, ...next } = pageOf(read, limit);
  res.json({ notices, ...next });
});
