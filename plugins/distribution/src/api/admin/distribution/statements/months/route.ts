import { closedMonthView } from "../../../../../modules/distribution/statement/views";
import { distributionService } from "../../../../../workflows/distribution-service";
import { asking, pageOf } from "../../../../handlers";
import { MonthsQuery } from "../../../../statement-input";

/** Closed months with their hashes, latest first. */
export const GET = asking(MonthsQuery, async (req, res, { limit, cursor = null }) => {
  const { statements } = distributionService(req.scope);
  const rows = await statements.closedMonths({ before: cursor, limit: limit + 1 });
  const { page, next } = pageOf(rows, limit, (last) => last.month);
  res.json({ months: page.map(closedMonthView), ...next });
});
