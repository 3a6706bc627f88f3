import type { MedusaContainer } from "@medusajs/framework/types";
import { jsonOf } from "../../../../../domain/json";
import { payoutView } from "../../../../../modules/distribution/payout/views";
import { distributionService } from "../../../../../workflows/distribution-service";
import { payOut } from "../../../../../workflows/payout/pay-out";
import { currentProvider } from "../../../../../workflows/payout/payout-transfers";
import { listing, pageOf, taking } from "../../../../handlers";
import { PageQuery } from "../../../../read-input";
import { PayoutBody } from "../../validators";

/** The asking distributor's own payouts, latest first, and within which bounds they may ask for one. */
export const GET = listing(PageQuery, async (req, res, { limit, after }) => {
  const service = distributionService(req.scope);
  const distributor = await service.referrals.distributorOfCustomer(req.auth_context.actor_id);
  if (!distributor) return { kind: "refused", code: "not_a_distributor" };
  const rows = await service.payouts.list({
    distributor_id: distributor.id,
    state: null,
    limit: limit + 1,
    after,
  });
  const { page, next } = pageOf(rows, limit, (last) => ({ at: last.requested_at, id: last.id }));
  res.json({
    payouts: page.map(payoutView),
    terms: await termsView(req.scope),
    ...next,
  });
});

/** Null while payouts are closed. */
async function termsView(scope: MedusaContainer) {
  const service = distributionService(scope);
  const terms = service.payouts.terms;
  if (!terms) return null;
  const plan = await service.plans.inForce(new Date());
  const { minimum_fen, per_transfer_fen, per_person_day_fen } = terms.limits;
  const minimum = [minimum_fen, plan?.minimum_payout_fen ?? 0n].reduce((left, right) =>
    left > right ? left : right,
  );
  return {
    minimum_fen: String(minimum),
    per_transfer_fen: String(per_transfer_fen),
    per_person_day_fen: String(per_person_day_fen),
    tax_policy: terms.tax_policy,
    payout_fee: jsonOf(plan?.payout_fee ?? { kind: "none" }),
    destination: currentProvider(scope)?.destination ?? null,
  };
}

/** Asks for a payout; the same key is the same request. */
export const POST = taking(PayoutBody, async (req, res, { amount_fen, payee, idempotency_key }) => {
  const result = await payOut(req.scope, {
    act: "request",
    customer_id: req.auth_context.actor_id,
    amount_fen,
    payee: payee ?? null,
    request_key: idempotency_key,
  });
  if (result.kind === "refused") return result;
  res.status(result.is_new ? 201 : 200).json({ payout: result.payout });
});
