import { maskedName } from "../../../../../domain/referral/distributor";
import type { TeamMember } from "../../../../../modules/distribution/referral/team-store";
import { distributionService } from "../../../../../workflows/distribution-service";
import { customerNames } from "../../../../customer-names";
import { listing, pageOf } from "../../../../handlers";
import { TeamQuery } from "../../validators";

/** The asking distributor's people, level by level as far as the plan pays; of each no more than a masked name. */
export const GET = listing(TeamQuery, async (req, res, { limit, level, after }) => {
  const service = distributionService(req.scope);
  const distributor = await service.referrals.distributorOfCustomer(req.auth_context.actor_id);
  if (!distributor) return { kind: "refused", code: "not_a_distributor" };
  const plan = await service.plans.inForce(new Date());
  const levels = Math.max(1, plan?.tiers.length ?? 1);
  if (level > levels) return { kind: "refused", code: "invalid_request", field: "level" };
  const distributor_no = distributor.account_no;
  const [counts, rows] = await Promise.all([
    service.referrals.team.counts(distributor_no, levels),
    service.referrals.team.members({ distributor_no, level, limit: limit + 1, after }),
  ]);
  const { page, next } = pageOf(rows, limit, (last) => ({ at: last.joined_at, id: last.binding_id }));
  const names = await customerNames(
    req.scope,
    page.map(({ customer_id }) => customer_id),
  );
  res.json({
    levels: counts.map((members, index) => ({ level: index + 1, members })),
    members: page.map((row) => memberView(row, names.get(row.customer_id))),
    ...next,
  });
});

function memberView(member: TeamMember, name: string | null | undefined) {
  return {
    name: maskedName(name),
    joined_at: member.joined_at.toISOString(),
    is_distributor: member.is_distributor,
    orders: member.orders,
    contribution_fen: String(member.contribution_fen),
  };
}
