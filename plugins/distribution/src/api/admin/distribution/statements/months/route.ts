import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { closedMonthView } from "../../../../../modules/distribution/statement/views";
import { distributionService } from "../../../../../workflows/distribution-service";
import { readInput } from "../../../../read-input";
import { sendRefusal } from "../../../../refusals";
import { MonthsQuery } from "../../../../statement-input";

/** Closed months with their hashes, latest first. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const query = readInput(MonthsQuery, req.query);
  if (query.kind === "refused") return sendRefusal(res, query);
  const { limit, cursor = null } = query.value;
  const { statements } = distributionService(req.scope);
  const rows = await statements.closedMonths({ before: cursor, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  res.json({ months: page.map(closedMonthView), ...(last ? { next_cursor: last.month } : {}) });
}
