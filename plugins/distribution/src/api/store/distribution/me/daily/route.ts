import { distributionService } from "../../../../../workflows/distribution-service";
import { asking } from "../../../../handlers";
import { DailyQuery } from "../../validators";

/** What the last days brought the asking distributor, net of what refunds took back: every day, oldest first. */
export const GET = asking(DailyQuery, async (req, res, query) => {
  const service = distributionService(req.scope);
  const distributor = await service.referrals.distributorOfCustomer(req.auth_context.actor_id);
  if (!distributor) return { kind: "refused", code: "not_a_distributor" };
  const wanted = { distributor_no: distributor.account_no, now: new Date(), days: query.days };
  const days = await service.referrals.team.daily(wanted);
  res.json({
    days: days.map(({ day, earned_fen, orders }) => ({ day, earned_fen: String(earned_fen), orders })),
  });
});
