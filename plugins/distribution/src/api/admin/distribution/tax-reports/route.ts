import { taxedPersonView, taxMonthView } from "../../../../modules/distribution/payout/views";
import { distributionService } from "../../../../workflows/distribution-service";
import { asking, pageOf } from "../../../handlers";
import { TaxReportQuery } from "../validators";

/** A month's sums and who was paid, names and numbers hidden but for their ends. */
export const GET = asking(TaxReportQuery, async (req, res, { month, limit, cursor = null }) => {
  const { taxes } = distributionService(req.scope).payouts;
  const rows = await taxes.people({ month, after: cursor, limit: limit + 1 });
  const { page, next } = pageOf(rows, limit, (last) => last.distributor_id);
  res.json({
    tax_report: { month, ...taxMonthView(await taxes.month(month)), people: page.map(taxedPersonView) },
    ...next,
  });
});
