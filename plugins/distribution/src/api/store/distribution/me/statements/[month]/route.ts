import { distributionService } from "../../../../../../workflows/distribution-service";
import { asking } from "../../../../../handlers";
import { readInput } from "../../../../../read-input";
import { sendStatement } from "../../../../../statement-documents";
import { Month, StatementQuery } from "../../../../../statement-input";

/** The asking distributor's statement of a month: as JSON, as a spreadsheet, or as a page to print. */
export const GET = asking(StatementQuery, async (req, res, query) => {
  const month = readInput(Month, req.params.month);
  if (month.kind === "refused") return { ...month, field: "month" };
  const service = distributionService(req.scope);
  const distributor = await service.referrals.distributorOfCustomer(req.auth_context.actor_id);
  if (!distributor) return { kind: "refused", code: "not_a_distributor" };
  await sendStatement(res, service, { distributor, month: month.value, format: query.format });
});
