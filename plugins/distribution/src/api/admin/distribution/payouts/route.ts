import { payoutView } from "../../../../modules/distribution/payout/views";
import { distributionService } from "../../../../workflows/distribution-service";
import { listing, pageOf } from "../../../handlers";
import { PayoutsQuery } from "../validators";

/** Payouts, latest first; of payees their hints only. */
export const GET = listing(PayoutsQuery, async (req, res, { limit, after, state = null }) => {
  const service = distributionService(req.scope);
  const rows = await service.payouts.list({
    distributor_id: null,
    state,
    limit: limit + 1,
    after,
  });
  const { page, next } = pageOf(rows, limit, (last) => ({ at: last.requested_at, id: last.id }));
  const contexts = await service.payouts.reviewContexts([
    ...new Set(page.map(({ distributor_id }) => distributor_id)),
  ]);
  res.json({
    payouts: page.map((row) => {
      const context = contexts.get(row.distributor_id);
      return {
        ...payoutView(row),
        distributor_name: context?.display_name ?? row.distributor_id,
        paid_before: context?.paid_before ?? 0,
        risk: context?.risk ?? null,
      };
    }),
    ...next,
  });
});
