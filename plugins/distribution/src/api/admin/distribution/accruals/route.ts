import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { encodeCursor } from "../../../../modules/distribution/database/page-cursor";
import { distributionService } from "../../../../workflows/distribution-service";
import { PageQuery, readCursor, readInput } from "../../../read-input";
import { sendRefusal } from "../../../refusals";

/** Accruals, latest first. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const query = readInput(PageQuery, req.query);
  if (query.kind === "refused") return sendRefusal(res, query);
  const { limit, cursor } = query.value;
  const start = readCursor(cursor);
  if (start.kind === "refused") return sendRefusal(res, start);
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
}
