import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { distributionService } from "../../../../../workflows/distribution-service";
import { readInput } from "../../../../read-input";
import { sendRefusal } from "../../../../refusals";
import { DailyQuery } from "../../validators";

/** What the last days brought the asking distributor, net of what refunds took back: every day, oldest first. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const query = readInput(DailyQuery, req.query);
  if (query.kind === "refused") return sendRefusal(res, query);
  const service = distributionService(req.scope);
  const distributor = await service.referrals.distributorOfCustomer(req.auth_context.actor_id);
  if (!distributor) return sendRefusal(res, { kind: "refused", code: "not_a_distributor" });
  const wanted = { distributor_no: distributor.account_no, now: new Date(), days: query.value.days };
  const days = await service.referrals.team.daily(wanted);
  res.json({
    days: days.map(({ day, earned_fen, orders }) => ({ day, earned_fen: String(earned_fen), orders })),
  });
}
