import { distributionService } from "../../../../workflows/distribution-service";
import { listing, pageOf } from "../../../handlers";
import { PageQuery } from "../../../read-input";

/** Accruals, latest first. */
export const GET = listing(PageQuery, async (req, res, { limit, after }) => {
  const rows = await distributionService(req.scope).intake.listAccruals({
    limit: limit + 1,
    after,
  });
  const { page, next } = pageOf(rows, limit, ({ accrued_at, order_line_id, tier }) => ({
    at: accrued_at,
    id: `${order_line_id}/${tier}`,
  }));
  res.json({
    accruals: page.map((row) => ({
      ...row,
      amount_fen: String(row.amount_fen),
      clawed_fen: String(row.clawed_fen),
      accrued_at: row.accrued_at.toISOString(),
    })),
    ...next,
  });
});
