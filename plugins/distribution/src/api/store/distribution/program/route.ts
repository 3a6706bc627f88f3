import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { jsonOf } from "../../../../domain/json";
import { tierRanges } from "../../../../domain/plan/estimate";
import { isRunning } from "../../../../domain/plan/rates";
import { planView } from "../../../../modules/distribution/plan/views";
import { distributionService } from "../../../../workflows/distribution-service";
import { sendRefusal } from "../../../refusals";

/** The program as anybody may read it: the plan's rates, and from what to what rules and running campaigns go. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const now = new Date();
  const plan = await distributionService(req.scope).plans.inForce(now);
  if (!plan) return sendRefusal(res, { kind: "refused", code: "joining_closed" });
  const { name, joining_mode, tiers, holding_days, minimum_payout_fen, agreement } = planView(plan);
  const running = plan.campaigns.filter((campaign) => isRunning(campaign, now));
  res.json({
    program: {
      ...{ name, joining_mode, tiers, holding_days, minimum_payout_fen, agreement },
      self_purchase: plan.binding.self_purchase,
      tier_ranges: jsonOf(tierRanges(plan, now)),
      campaigns: running.map((campaign) => ({
        name: campaign.name,
        ends_at: campaign.ends_at.toISOString(),
      })),
    },
  });
}
