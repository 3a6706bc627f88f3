import type { AuthenticatedMedusaRequest, MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { readCost } from "../../../../domain/plan/cost";
import { distributionService } from "../../../../workflows/distribution-service";
import { readInput } from "../../../read-input";
import { sendRefusal } from "../../../refusals";
import { CostsBody, CostsQuery } from "../validators";

/** What variants cost the shop, for the merchant alone; those that nobody has written are left out. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const query = readInput(CostsQuery, req.query);
  if (query.kind === "refused") return sendRefusal(res, query);
  const costs = await distributionService(req.scope).plans.costs.read(query.value.variant_ids);
  res.json({
    costs: [...costs].map(([variant_id, cost_fen]) => ({ variant_id, cost_fen: String(cost_fen) })),
  });
}

/** Writes what variants cost the shop; null takes a cost away. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const body = readInput(CostsBody, req.body);
  if (body.kind === "refused") return sendRefusal(res, body);
  const changed = await distributionService(req.scope).plans.costs.set({
    costs: body.value.costs.map(({ variant_id, cost_fen }) => ({ variant_id, cost_fen: readCost(cost_fen) })),
    actor_id: req.auth_context.actor_id,
    now: new Date(),
  });
  res.json({ changed });
}
