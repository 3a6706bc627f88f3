import { encodeCursor } from "../../../../modules/distribution/database/page-cursor";
import { payoutView } from "../../../../modules/distribution/payout/views";
import { distributionService } from "../../../../workflows/distribution-service";
import { asking } from "../../../handlers";
import { readCursor } from "../../../read-input";
import { PayoutsQuery } from "../validators";

/** Payouts, latest first; of payees their hints only. */
export const GET = asking(PayoutsQuery, async (req, res, { limit, cursor, state = null }) => {
  const start = readCursor(cursor);
  if (start.kind === "refused") return start;
  const service = distributionService(req.scope);
  const rows = await service.payouts.list({
    distributor_id: null,
    state,
    limit: limit + 1,
    after: start.after,
  });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
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
    ...(last ? { next_cursor: encodeCursor({ at: last.requested_at, id: last.id }) } : {}),
  });
});
