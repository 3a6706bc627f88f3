import { encodeEntryCursor } from "../../../../../modules/distribution/statement/entry-cursor";
import { distributionService } from "../../../../../workflows/distribution-service";
import { asking, pageOf } from "../../../../handlers";
import { readEntryCursor } from "../../../../statement-input";
import { TransfersQuery } from "../../validators";

/** The ledger's transfers as they stand, latest first: everybody's, or one distributor's. */
export const GET = asking(TransfersQuery, async (req, res, { limit, cursor, distributor_id }) => {
  const start = readEntryCursor(cursor);
  if (start.kind === "refused") return start;
  const service = distributionService(req.scope);
  const owner = distributor_id === undefined ? null : await service.referrals.distributor(distributor_id);
  if (distributor_id !== undefined && !owner) {
    return { kind: "refused", code: "distributor_not_found", field: "distributor_id" };
  }
  const rows = await service.ledger.transfers({
    distributor_no: owner?.account_no ?? null,
    before: start.before,
    limit: limit + 1,
  });
  const { page, next } = pageOf(rows, limit, (last) => encodeEntryCursor(last.position));
  res.json({
    transfers: page.map((row) => ({
      source: row.source,
      tier: row.tier,
      kind: row.kind,
      order_line_id: row.order_line_id,
      distributor_id: row.distributor_id,
      dr: String(row.dr),
      cr: String(row.cr),
      amount_fen: String(row.amount_fen),
      occurred_at: row.occurred_at.toISOString(),
      posted_at: row.posted_at.toISOString(),
    })),
    ...next,
  });
});
