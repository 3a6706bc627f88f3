import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { readChannelResults } from "../../../../../workflows/channel-results.js";
import { idOf, refusing } from "../../../../answers.js";

/** One channel's code with its scans by day and what the customers it brought have bought. */
export const GET = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  res.json(await readChannelResults(req.scope, idOf(req)));
});
