import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { encodeCursor } from "../../../../modules/distribution/database/page-cursor";
import { distributionService } from "../../../../workflows/distribution-service";
import { readCursor, readInput } from "../../../read-input";
import { sendRefusal } from "../../../refusals";
import { DistributorsQuery } from "../validators";
import { listedDistributorView } from "./distributor-views";

/** Distributors, latest first, with balances, inviter and counts. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const query = readInput(DistributorsQuery, req.query);
  if (query.kind === "refused") return sendRefusal(res, query);
  const { limit, cursor, q, status = null, grade = null } = query.value;
  const start = readCursor(cursor);
  if (start.kind === "refused") return sendRefusal(res, start);
  const service = distributionService(req.scope);
  const wanted = { limit: limit + 1, after: start.after, search: q || null, status, grade };
  const rows = await service.referrals.distributors.list(wanted);
  const page = rows.slice(0, limit);
  const earnings = await service.ledger.earnings(page.map(({ account_no }) => account_no));
  const last = rows.length > limit ? page.at(-1) : undefined;
  res.json({
    distributors: page.map((row) => listedDistributorView(row, earnings.get(row.account_no))),
    ...(last ? { next_cursor: encodeCursor({ at: last.joined_at, id: last.id }) } : {}),
  });
}
