import { RefusedError } from "../../../../../domain/refusal";
import { isReportName, type ReportName } from "../../../../../domain/reports/report-names";

/** The report that a path names. @throws {RefusedError} `report_not_found` */
export function reportOf({ report = "" }: Record<string, string | undefined>): ReportName {
  if (isReportName(report)) return report;
  throw new RefusedError({ code: "report_not_found" });
}
