import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { encodeCursor } from "../../../../modules/distribution/database/page-cursor";
import { listedCorrectionView } from "../../../../modules/distribution/identity/views";
import { distributionService } from "../../../../workflows/distribution-service";
import { readCursor, readInput } from "../../../read-input";
import { sendRefusal } from "../../../refusals";
import { CorrectionsQuery } from "../validators";

/** Wishes to have an identity corrected, latest first, names and numbers hidden but for their ends. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const query = readInput(CorrectionsQuery, req.query);
  if (query.kind === "refused") return sendRefusal(res, query);
  const { limit, cursor, state = null } = query.value;
  const start = readCursor(cursor);
  if (start.kind === "refused") return sendRefusal(res, start);
  const { identities } = distributionService(req.scope);
  const rows = await identities.list({ state, limit: limit + 1, after: start.after });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1)?.correction : undefined;
  res.json({
    corrections: page.map(listedCorrectionView),
    ...(last ? { next_cursor: encodeCursor({ at: last.requested_at, id: last.id }) } : {}),
  });
}
