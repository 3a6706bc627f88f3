import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import type { Earnings } from "../../../../modules/distribution/ledger/ledger-store";
import { gradeStatusView } from "../../../../modules/distribution/plan/views";
import type { DistributorRow } from "../../../../modules/distribution/referral/people.entity";
import { distributorView, unbindRequestView } from "../../../../modules/distribution/referral/views";
import { distributionService } from "../../../../workflows/distribution-service";
import { joinProgram } from "../../../../workflows/referral/join-program";
import { type JoiningView, joiningView } from "../../../../workflows/referral/joining-views";
import { taking } from "../../../handlers";
import { throttleFailures } from "../../../rate-limit";
import { watchRisk } from "../../../record-signals";
import { JoinBody } from "../validators";

/** Whether the customer is a distributor, who invited them, and what they have earned. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const service = distributionService(req.scope);
  const customer_id = req.auth_context.actor_id;
  const now = new Date();
  const [distributor, inviter, plan, asked] = await Promise.all([
    service.referrals.distributorOfCustomer(customer_id),
    service.referrals.inviterOfCustomer(customer_id, now),
    service.plans.inForce(now),
    service.referrals.bindings.unbindRequest(customer_id),
  ]);
  const earnings = distributor ? await service.ledger.earnings([distributor.account_no]) : null;
  const joining = plan && (await joiningView(req.scope, plan, distributor, customer_id));
  const standing = distributor && (await service.plans.grades.progress(distributor, now));
  res.json({
    distributor: distributor ? distributorView(distributor) : null,
    can_join: joining?.can_join ?? false,
    ...joinBlocker(distributor, joining),
    joining: joining && { mode: joining.mode, conditions: joining.conditions },
    agreement: distributor && {
      accepted_version: distributor.agreement_version,
      accepted_at: distributor.agreement_accepted_at.toISOString(),
      must_accept: plan !== null && plan.agreement.version !== distributor.agreement_version,
    },
    standing: standing && gradeStatusView(standing),
    inviter: inviter && {
      display_name: inviter.distributor.display_name,
      bound_at: inviter.binding.bound_at.toISOString(),
      protected_until: inviter.binding.protected_until.toISOString(),
      expires_at: inviter.binding.expires_at?.toISOString() ?? null,
      // What was asked about an earlier inviter is over.
      unbind_request: asked?.binding_id === inviter.binding.id ? unbindRequestView(asked) : null,
    },
    balances: balancesView(distributor ? earnings?.get(distributor.account_no) : undefined),
  });
}

/** Why somebody who is no distributor cannot become one now. */
function joinBlocker(distributor: DistributorRow | null, joining: JoiningView | null) {
  if (joining?.can_join || (distributor && distributor.status !== "closed")) return {};
  const unmet = joining?.conditions.find(({ is_met }) => !is_met);
  return { join_blocker: unmet?.kind === "purchase" ? "purchase_required" : "joining_closed" };
}

function balancesView(earnings: Earnings | undefined) {
  return {
    pending_fen: String(earnings?.pending_fen ?? 0n),
    available_fen: String(earnings?.available_fen ?? 0n),
    hold_fen: String(earnings?.hold_fen ?? 0n),
    debt_fen: String(earnings?.debt_fen ?? 0n),
    earned_fen: String(earnings?.earned_fen ?? 0n),
  };
}

/** Joins the program, free of charge; where the plan asks for a review, applies for it. */
export const POST = taking(JoinBody, async (req, res, body) => {
  const input = { customer_id: req.auth_context.actor_id, ...body };
  const result = await throttleFailures(req, res, async () => await joinProgram(req.scope, input));
  if (result.kind === "refused") return result;
  await watchRisk(req);
  res.status(result.kind === "already_joined" ? 200 : 201).json({ distributor: result.distributor });
});
