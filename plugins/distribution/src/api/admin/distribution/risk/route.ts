import { encodeCursor } from "../../../../modules/distribution/database/page-cursor";
import { riskCaseView } from "../../../../modules/distribution/risk/views";
import { distributionService } from "../../../../workflows/distribution-service";
import { decideRisk } from "../../../../workflows/risk/decide-risk";
import { asking, taking } from "../../../handlers";
import { readCursor } from "../../../read-input";
import { HoldBody, RiskCasesQuery } from "../validators";

/** Cases, latest first, with the appeal that waits for an answer. */
export const GET = asking(
  RiskCasesQuery,
  async (req, res, { limit, cursor, state = null, distributor_id = null }) => {
    const start = readCursor(cursor);
    if (start.kind === "refused") return start;
    const { risk } = distributionService(req.scope);
    const rows = await risk.list({ state, distributor_id, limit: limit + 1, after: start.after });
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    res.json({
      cases: page.map((row) => ({
        ...riskCaseView(row),
        display_name: row.display_name,
        appeal: row.appeal,
      })),
      ...(last ? { next_cursor: encodeCursor({ at: last.opened_at, id: last.id }) } : {}),
    });
  },
);

/** Holds a distributor's money by hand. */
export const POST = taking(HoldBody, async (req, res, body) => {
  const result = await decideRisk(req.scope, {
    act: "hold",
    actor_id: req.auth_context.actor_id,
    ...body,
  });
  if (result.kind === "refused") return result;
  res.status(201).json({ case: result.risk_case });
});
