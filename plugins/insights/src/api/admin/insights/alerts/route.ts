import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { z } from "zod";
import { insightsOf } from "../../../../workflows/insights-module";
import { readOrRefuse, refusing } from "../../../answers";

const MOST = 100;

const listShape = z.object({
  state: z.enum(["open", "closed"]).optional(),
  limit: z.coerce.number().int().min(1).max(MOST).default(20),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
});

/** Alerts, latest first. */
export const GET = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const { state = null, limit, offset } = readOrRefuse(listShape, req.query);
  const { alerts, count } = await insightsOf(req.scope).alerts.list({ state, limit, offset });
  res.json({ alerts, count, limit, offset });
});
