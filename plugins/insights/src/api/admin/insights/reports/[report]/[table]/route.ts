import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { RefusedError } from "../../../../../../domain/refusal";
import { csvOf } from "../../../../../../domain/reports/csv";
import { readReport } from "../../../../../../workflows/read-report";
import { refusing } from "../../../../../answers";
import { reportOf } from "../report-of";

/** A table of a report as a file, the way its page shows it. */
export const GET = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const report = await readReport(req.scope, reportOf(req.params), req.query, new Date());
  const table = report.tables.find(({ name }) => name === req.params.table);
  if (!table) throw new RefusedError({ code: "report_not_found" });
  const { from, to } = report.range;
  res.setHeader("Content-Type", "text/csv; charset=utf-8");
  res.setHeader(
    "Content-Disposition",
    `attachment; filename="${report.name}-${table.name}-${from}-${to}.csv"`,
  );
  res.send(csvOf(table));
});
