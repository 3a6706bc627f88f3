import { listedCorrectionView } from "../../../../modules/distribution/identity/views";
import { distributionService } from "../../../../workflows/distribution-service";
import { listing, pageOf } from "../../../handlers";
import { CorrectionsQuery } from "../validators";

/** Wishes to have an identity corrected, latest first, names and numbers hidden but for their ends. */
export const GET = listing(CorrectionsQuery, async (req, res, { limit, after, state = null }) => {
  const { identities } = distributionService(req.scope);
  const rows = await identities.list({ state, limit: limit + 1, after });
  const { page, next } = pageOf(rows, limit, (last) => ({
    at: last.correction.requested_at,
    id: last.correction.id,
  }));
  res.json({
    corrections: page.map(listedCorrectionView),
    ...next,
  });
});
