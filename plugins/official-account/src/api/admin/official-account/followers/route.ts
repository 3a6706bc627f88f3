import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { accountOf } from "../../../../workflows/official-account-module.js";
import { readOrRefuse, refusing } from "../../../answers.js";
import { pageShape } from "../page-query.js";

/** Who follows the account or did, latest first, with the customers they are. */
export const GET = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const { offset, limit } = readOrRefuse(pageShape, req.query);
  res.json({ ...(await accountOf(req.scope).followers.list(offset, limit)), offset, limit });
});
