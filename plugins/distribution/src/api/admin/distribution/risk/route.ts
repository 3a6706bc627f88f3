import type { AuthenticatedMedusaRequest, MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { encodeCursor } from "../../../../modules/distribution/database/page-cursor";
import { riskCaseView } from "../../../../modules/distribution/risk/views";
import { distributionService } from "../../../../workflows/distribution-service";
import { decideRisk } from "../../../../workflows/risk/decide-risk";
import { readCursor, readInput } from "../../../read-input";
import { sendRefusal } from "../../../refusals";
import { HoldBody, RiskCasesQuery } from "../validators";

/** Cases, latest first, with the appeal that waits for an answer. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const query = readInput(RiskCasesQuery, req.query);
  if (query.kind === "refused") return sendRefusal(res, query);
  const { limit, cursor, state = null, distributor_id = null } = query.value;
  const start = readCursor(cursor);
  if (start.kind === "refused") return sendRefusal(res, start);
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
}

/** Holds a distributor's money by hand. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const body = readInput(HoldBody, req.body);
  if (body.kind === "refused") return sendRefusal(res, body);
  const result = await decideRisk(req.scope, {
    act: "hold",
    actor_id: req.auth_context.actor_id,
    ...body.value,
  });
  if (result.kind === "refused") return sendRefusal(res, result);
  res.status(201).json({ case: result.risk_case });
}
