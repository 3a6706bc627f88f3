import { expect, test } from "vitest";
import { isReportName } from "./report-names";

test("only what there is, is a report", () => {
  expect([isReportName("overview"), isReportName("constructor"), isReportName("")]).toEqual([
    true,
    false,
    false,
  ]);
});
