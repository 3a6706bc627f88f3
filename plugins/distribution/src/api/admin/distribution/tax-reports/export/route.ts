import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { filingHeadings, filingRow } from "../../../../../domain/payout/tax-filing";
import { BYTE_ORDER_MARK } from "../../../../../domain/spreadsheet";
import { distributionService } from "../../../../../workflows/distribution-service";
import { readInput } from "../../../../read-input";
import { sendRefusal } from "../../../../refusals";
import { TaxExportQuery } from "../../validators";

/** A month as the withholding agent files it, names and numbers in the clear; the export is in the audit trail. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const query = readInput(TaxExportQuery, req.query);
  if (query.kind === "refused") return sendRefusal(res, query);
  const { month } = query.value;
  const actor = { actor_id: req.auth_context.actor_id, now: new Date() };
  const result = await distributionService(req.scope).payouts.taxes.export(month, actor);
  if (result.kind === "refused") return sendRefusal(res, result);
  res.setHeader("cache-control", "no-store");
  res.setHeader("content-type", "text/csv; charset=utf-8");
  res.setHeader("content-disposition", `attachment; filename="tax-${month}.csv"`);
  res.send(`${BYTE_ORDER_MARK}${filingHeadings()}${result.people.map(filingRow).join("")}`);
}
