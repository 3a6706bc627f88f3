import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { z } from "zod";
import { accountOf } from "../../../../workflows/official-account-module.js";
import { readOrRefuse, refusing } from "../../../answers.js";
import { pageShape } from "../page-query.js";

const listShape = pageShape.extend({
  state: z.enum(["following", "left"]).optional(),
  q: z.string().trim().max(128).optional(),
});

/** Who follows the account or did, latest first, with the customers they are. */
export const GET = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const { offset, limit, state, q } = readOrRefuse(listShape, req.query);
  const wanted = { is_subscribed: state && state === "following", q: q || undefined };
  res.json({ ...(await accountOf(req.scope).followers.list(wanted, offset, limit)), offset, limit });
});
