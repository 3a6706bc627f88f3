import { encodeCursor } from "../../../../modules/distribution/database/page-cursor";
import { listedCorrectionView } from "../../../../modules/distribution/identity/views";
import { distributionService } from "../../../../workflows/distribution-service";
import { asking } from "../../../handlers";
import { readCursor } from "../../../read-input";
import { CorrectionsQuery } from "../validators";

/** Wishes to have an identity corrected, latest first, names and numbers hidden but for their ends. */
export const GET = asking(CorrectionsQuery, async (req, res, { limit, cursor, state = null }) => {
  const start = readCursor(cursor);
  if (start.kind === "refused") return start;
  const { identities } = distributionService(req.scope);
  const rows = await identities.list({ state, limit: limit + 1, after: start.after });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1)?.correction : undefined;
  res.json({
    corrections: page.map(listedCorrectionView),
    ...(last ? { next_cursor: encodeCursor({ at: last.requested_at, id: last.id }) } : {}),
  });
});
