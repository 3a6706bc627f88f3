import { netRefusal } from "../../../../../domain/payout/payout";
import { netOf } from "../../../../../domain/payout/payout-fee";
import { distributionService } from "../../../../../workflows/distribution-service";
import { asking } from "../../../../handlers";
import { PayoutQuoteQuery } from "../../validators";

/** What the asking distributor would receive of an amount after tax and fee, were it approved now. */
export const GET = asking(PayoutQuoteQuery, async (req, res, query) => {
  const service = distributionService(req.scope);
  const terms = service.payouts.terms;
  if (!terms) return { kind: "refused", code: "payouts_closed" };
  const amount_fen = BigInt(query.amount_fen);
  const customer_id = req.auth_context.actor_id;
  const told = { policy: terms.tax_policy, now: new Date() };
  const parts = await service.payouts.quote(customer_id, amount_fen, told);
  if (!parts) return { kind: "refused", code: "not_a_distributor" };
  const refusal = netRefusal(parts, terms.limits);
  if (refusal) return refusal;
  res.json({
    quote: {
      amount_fen: String(amount_fen),
      withheld_fen: String(parts.withheld_fen),
      fee_fen: String(parts.fee_fen),
      net_fen: String(netOf(parts)),
    },
  });
});
