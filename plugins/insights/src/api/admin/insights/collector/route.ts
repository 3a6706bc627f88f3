import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { insightsOf } from "../../../../workflows/insights-module";
import { refusing } from "../../../answers";

/** What became of events in this server since it began. */
export const GET = refusing<AuthenticatedMedusaRequest>((req, res) => {
  res.json({ collector: insightsOf(req.scope).collector.status() });
});
