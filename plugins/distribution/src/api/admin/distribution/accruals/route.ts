import { encodeCursor } from "../../../../modules/distribution/database/page-cursor";
import { distributionService } from "../../../../workflows/distribution-service";
import { asking } from "../../../handlers";
import { PageQuery, readCursor } from "../../../read-input";

/** Accruals, latest first. */
export const GET = asking(PageQuery, async (req, res, { limit, cursor }) => {
  const start = readCursor(cursor);
  if (start.kind === "refused") return start;
  const rows = await distributionService(req.scope).intake.listAccruals({
    limit: limit + 1,
    after: start.after,
  });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  res.json({
    accruals: page.map((row) => ({
      ...row,
      amount_fen: String(row.amount_fen),
      clawed_fen: String(row.clawed_fen),
      accrued_at: row.accrued_at.toISOString(),
    })),
    ...(last
      ? { next_cursor: encodeCursor({ at: last.accrued_at, id: `${last.order_line_id}/${last.tier}` }) }
      : {}),
  });
});
