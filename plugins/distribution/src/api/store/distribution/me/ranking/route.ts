import { maskedName } from "../../../../../domain/referral/distributor";
import { distributionService } from "../../../../../workflows/distribution-service";
import { customerNames } from "../../../../customer-names";
import { answering } from "../../../../handlers";

const PLACES = 20;

/** Who earned most this month, masked, and the asking distributor's own place. Never by how many people one invited. */
export const GET = answering(async (req, res) => {
  const service = distributionService(req.scope);
  const distributor = await service.referrals.distributorOfCustomer(req.auth_context.actor_id);
  if (!distributor) return { kind: "refused", code: "not_a_distributor" };
  const distributor_no = distributor.account_no;
  const { month, rows, me } = await service.referrals.team.ranking({
    distributor_no,
    now: new Date(),
    limit: PLACES,
  });
  const names = await customerNames(
    req.scope,
    rows.map(({ customer_id }) => customer_id),
  );
  res.json({
    month,
    ranking: rows.map((row) => ({
      rank: row.rank,
      name: maskedName(names.get(row.customer_id)),
      earned_fen: String(row.earned_fen),
      is_me: row.distributor_no === distributor_no,
    })),
    me: { rank: me.rank, earned_fen: String(me.earned_fen) },
  });
});
