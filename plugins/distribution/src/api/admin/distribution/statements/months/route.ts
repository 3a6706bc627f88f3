import { closedMonthView } from "../../../../../modules/distribution/statement/views";
import { distributionService } from "../../../../../workflows/distribution-service";
import { asking } from "../../../../handlers";
import { MonthsQuery } from "../../../../statement-input";

/** Closed months with their hashes, latest first. */
export const GET = asking(MonthsQuery, async (req, res, { limit, cursor = null }) => {
  const { statements } = distributionService(req.scope);
  const rows = await statements.closedMonths({ before: cursor, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  res.json({ months: page.map(closedMonthView), ...(last ? { next_cursor: last.month } : {}) });
});
