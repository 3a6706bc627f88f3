import { distributionService } from "../../../../workflows/distribution-service";
import { listing, pageOf } from "../../../handlers";
import { DistributorsQuery } from "../validators";
import { listedDistributorView } from "./distributor-views";

/** Distributors, latest first, with balances, inviter and counts. */
export const GET = listing(
  DistributorsQuery,
  async (req, res, { limit, after, q, status = null, grade = null }) => {
    const service = distributionService(req.scope);
    const wanted = { limit: limit + 1, after, search: q || null, status, grade };
    const rows = await service.referrals.distributors.list(wanted);
    const { page, next } = pageOf(rows, limit, (last) => ({ at: last.joined_at, id: last.id }));
    const earnings = await service.ledger.earnings(page.map(({ account_no }) => account_no));
    res.json({
      distributors: page.map((row) => listedDistributorView(row, earnings.get(row.account_no))),
      ...next,
    });
  },
);
