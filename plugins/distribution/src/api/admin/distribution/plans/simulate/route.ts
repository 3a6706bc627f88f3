import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { jsonOf } from "../../../../../domain/json";
import { distributionService } from "../../../../../workflows/distribution-service";
import { readInput } from "../../../../read-input";
import { sendRefusal } from "../../../../refusals";
import { SimulatePlanBody } from "../../validators";

/** Tries a draft on past orders: its cost and margin, the worst stack, who gains and who loses. Writes nothing. */
export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const body = readInput(SimulatePlanBody, req.body);
  if (body.kind === "refused") return sendRefusal(res, body);
  const { plan: draft, ...window } = body.value;
  const result = await distributionService(req.scope).plans.simulate({ draft, ...window, now: new Date() });
  if (result.kind === "refused") return sendRefusal(res, result);
  const { report, complete, names } = result;
  const named = <One extends { distributor_id: string }>(one: One) => ({
    ...one,
    display_name: names.get(one.distributor_id) ?? null,
  });
  const { gainers, losers } = report;
  const simulation = { ...report, gainers: gainers.map(named), losers: losers.map(named), complete };
  res.json({ simulation: jsonOf(simulation) });
}
