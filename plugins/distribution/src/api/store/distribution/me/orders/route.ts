import { expectedOn } from "../../../../../domain/intake/maturation";
import { maskedName } from "../../../../../domain/referral/distributor";
import type { DistributionOrderRow } from "../../../../../modules/distribution/intake/distribution-order-store";
import { distributionService } from "../../../../../workflows/distribution-service";
import { customerNames } from "../../../../customer-names";
import { listing, pageOf } from "../../../../handlers";
import { OrdersQuery } from "../../validators";

/** The orders that earned the asking distributor something; of buyers no more than a masked name. */
export const GET = listing(OrdersQuery, async (req, res, { limit, state = null, after }) => {
  const service = distributionService(req.scope);
  const distributor = await service.referrals.distributorOfCustomer(req.auth_context.actor_id);
  if (!distributor) return { kind: "refused", code: "not_a_distributor" };
  const rows = await service.intake.listOrders({
    distributor_no: distributor.account_no,
    state,
    limit: limit + 1,
    after,
  });
  const { page, next } = pageOf(rows, limit, (last) => ({ at: last.accrued_at, id: last.order_mark }));
  const names = await customerNames(
    req.scope,
    page.map(({ customer_id }) => customer_id),
  );
  res.json({
    orders: page.map((row) => orderView(row, row.customer_id ? names.get(row.customer_id) : null)),
    ...next,
  });
});

function orderView(row: DistributionOrderRow, buyerName: string | null | undefined) {
  return {
    order_display_id: row.display_id,
    is_addition: row.is_addition,
    occurred_at: row.accrued_at.toISOString(),
    tier: row.tier,
    is_own: row.is_own,
    inviter_name: row.inviter_name,
    invitee_name: maskedName(buyerName),
    order_amount_fen: String(row.goods_fen),
    rate_bps: row.rate_bps,
    amount_fen: String(row.amount_fen),
    clawed_fen: String(row.clawed_fen),
    state: row.state,
    ...(row.state === "pending" && row.matures_at ? { expected_on: expectedOn(row.matures_at) } : {}),
  };
}
