import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { distributionService } from "../../../../../../workflows/distribution-service";
import { readInput } from "../../../../../read-input";
import { sendRefusal } from "../../../../../refusals";
import { sendStatement } from "../../../../../statement-documents";
import { Month, StatementQuery } from "../../../../../statement-input";

/** The asking distributor's statement of a month: as JSON, as a spreadsheet, or as a page to print. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const query = readInput(StatementQuery, req.query);
  if (query.kind === "refused") return sendRefusal(res, query);
  const month = readInput(Month, req.params.month);
  if (month.kind === "refused") return sendRefusal(res, { ...month, field: "month" });
  const service = distributionService(req.scope);
  const distributor = await service.referrals.distributorOfCustomer(req.auth_context.actor_id);
  if (!distributor) return sendRefusal(res, { kind: "refused", code: "not_a_distributor" });
  await sendStatement(res, service, { distributor, month: month.value, format: query.value.format });
}
