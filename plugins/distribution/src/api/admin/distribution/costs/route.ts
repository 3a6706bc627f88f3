import { readCost } from "../../../../domain/plan/cost";
import { distributionService } from "../../../../workflows/distribution-service";
import { asking, taking } from "../../../handlers";
import { CostsBody, CostsQuery } from "../validators";

/** What variants cost the shop, for the merchant alone; those that nobody has written are left out. */
export const GET = asking(CostsQuery, async (req, res, query) => {
  const costs = await distributionService(req.scope).plans.costs.read(query.variant_ids);
  res.json({
    costs: [...costs].map(([variant_id, cost_fen]) => ({ variant_id, cost_fen: String(cost_fen) })),
  });
});

/** Writes what variants cost the shop; null takes a cost away. */
export const POST = taking(CostsBody, async (req, res, body) => {
  const changed = await distributionService(req.scope).plans.costs.set({
    costs: body.costs.map(({ variant_id, cost_fen }) => ({ variant_id, cost_fen: readCost(cost_fen) })),
    actor_id: req.auth_context.actor_id,
    now: new Date(),
  });
  res.json({ changed });
});
