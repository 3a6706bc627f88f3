import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { readReport } from "../../../../../workflows/read-report";
import { refusing } from "../../../../answers";
import { reportOf } from "./report-of";

/** A report of a range of days, beside the period before it. */
export const GET = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const name = reportOf(req.params);
  res.json({ report: await readReport(req.scope, name, req.query, new Date()) });
});
