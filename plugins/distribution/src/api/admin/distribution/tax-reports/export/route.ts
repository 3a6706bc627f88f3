import { BYTE_ORDER_MARK } from "@tengman/values";
import { filingHeadings, filingRow } from "../../../../../domain/payout/tax-filing";
import { distributionService } from "../../../../../workflows/distribution-service";
import { asking } from "../../../../handlers";
import { TaxExportQuery } from "../../validators";

/** A month as the withholding agent files it, names and numbers in the clear; the export is in the audit trail. */
export const GET = asking(TaxExportQuery, async (req, res, { month }) => {
  const actor = { actor_id: req.auth_context.actor_id, now: new Date() };
  const result = await distributionService(req.scope).payouts.taxes.export(month, actor);
  if (result.kind === "refused") return result;
  res.setHeader("cache-control", "no-store");
  res.setHeader("content-type", "text/csv; charset=utf-8");
  res.setHeader("content-disposition", `attachment; filename="tax-${month}.csv"`);
  res.send(`${BYTE_ORDER_MARK}${filingHeadings()}${result.people.map(filingRow).join("")}`);
});
