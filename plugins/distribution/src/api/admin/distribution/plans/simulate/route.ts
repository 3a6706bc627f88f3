import { jsonOf } from "../../../../../domain/json";
import { distributionService } from "../../../../../workflows/distribution-service";
import { taking } from "../../../../handlers";
import { SimulatePlanBody } from "../../validators";

/** Tries a draft on past orders: its cost and margin, the worst stack, who gains and who loses. Writes nothing. */
export const POST = taking(SimulatePlanBody, async (req, res, { plan: draft, ...window }) => {
  const result = await distributionService(req.scope).plans.simulate({ draft, ...window, now: new Date() });
  if (result.kind === "refused") return result;
  const { report, complete, names } = result;
  const named = <One extends { distributor_id: string }>(one: One) => ({
    ...one,
    display_name: names.get(one.distributor_id) ?? null,
  });
  const { gainers, losers } = report;
  const simulation = { ...report, gainers: gainers.map(named), losers: losers.map(named), complete };
  res.json({ simulation: jsonOf(simulation) });
});
