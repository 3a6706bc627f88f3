import { payoutView } from "../../../../../modules/distribution/payout/views";
import { distributorView } from "../../../../../modules/distribution/referral/views";
import { appealView } from "../../../../../modules/distribution/risk/views";
import { distributionService } from "../../../../../workflows/distribution-service";
import { answering } from "../../../../handlers";

const MOST_PAYOUTS = 500;

/**
 * A copy of what the shop keeps about the asking distributor. Money moves are in the statements; name and ID number
 * stay hidden but for their ends, as whoever holds the phone is not always its owner.
 */
export const GET = answering(async (req, res) => {
  const service = distributionService(req.scope);
  const customer_id = req.auth_context.actor_id;
  const distributor = await service.referrals.distributorOfCustomer(customer_id);
  if (!distributor) return { kind: "refused", code: "not_a_distributor" };
  const own = { distributor_id: distributor.id, state: null, limit: MOST_PAYOUTS, after: null };
  const [identity, payouts, standing, decisions] = await Promise.all([
    service.identities.masked(distributor.id),
    service.payouts.list(own),
    service.risk.caseInForce(distributor.id),
    service.identities.erasure.ownDecisions({ customer_id, distributor_id: distributor.id }),
  ]);
  res.setHeader("cache-control", "no-store");
  res.json({
    data: {
      distributor: distributorView(distributor),
      identity,
      payouts: payouts.map(payoutView),
      appeals: standing?.appeals.map(appealView) ?? [],
      decisions: decisions.map((decision) => ({
        ...decision,
        occurred_at: decision.occurred_at.toISOString(),
      })),
    },
  });
});
