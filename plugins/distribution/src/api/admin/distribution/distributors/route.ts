import { encodeCursor } from "../../../../modules/distribution/database/page-cursor";
import { distributionService } from "../../../../workflows/distribution-service";
import { asking } from "../../../handlers";
import { readCursor } from "../../../read-input";
import { DistributorsQuery } from "../validators";
import { listedDistributorView } from "./distributor-views";

/** Distributors, latest first, with balances, inviter and counts. */
export const GET = asking(
  DistributorsQuery,
  async (req, res, { limit, cursor, q, status = null, grade = null }) => {
    const start = readCursor(cursor);
    if (start.kind === "refused") return start;
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
  },
);
