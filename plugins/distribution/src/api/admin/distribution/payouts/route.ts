import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { encodeCursor } from "../../../../modules/distribution/database/page-cursor";
import { payoutView } from "../../../../modules/distribution/payout/views";
import { distributionService } from "../../../../workflows/distribution-service";
import { readCursor, readInput } from "../../../read-input";
import { sendRefusal } from "../../../refusals";
import { PayoutsQuery } from "../validators";

/** Payouts, latest first; of payees their hints only. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const query = readInput(PayoutsQuery, req.query);
  if (query.kind === "refused") return sendRefusal(res, query);
  const { limit, cursor, state = null } = query.value;
  const start = readCursor(cursor);
  if (start.kind === "refused") return sendRefusal(res, start);
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
}
