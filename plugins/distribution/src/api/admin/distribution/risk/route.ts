import { riskCaseView } from "../../../../modules/distribution/risk/views";
import { distributionService } from "../../../../workflows/distribution-service";
import { decideRisk } from "../../../../workflows/risk/decide-risk";
import { listing, pageOf, taking } from "../../../handlers";
import { HoldBody, RiskCasesQuery } from "../validators";

/** Cases, latest first, with the appeal that waits for an answer. */
export const GET = listing(
  RiskCasesQuery,
  async (req, res, { limit, after, state = null, distributor_id = null }) => {
    const { risk } = distributionService(req.scope);
    const rows = await risk.list({ state, distributor_id, limit: limit + 1, after });
    const { page, next } = pageOf(rows, limit, (last) => ({ at: last.opened_at, id: last.id }));
    res.json({
      cases: page.map((row) => ({
        ...riskCaseView(row),
        display_name: row.display_name,
        appeal: row.appeal,
      })),
      ...next,
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
