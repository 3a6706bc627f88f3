import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import type { Earnings } from "../../../../modules/distribution/storage/balance-store";
import { unbindRequestView } from "../../../../workflows/binding-change-views";
import { joinProgramWorkflow } from "../../../../workflows/join-program";
import { ledgerService } from "../../../../workflows/ledger-service";
import { distributorView } from "../../../../workflows/views";
import { readInput } from "../../../read-input";
import { sendRefusal } from "../../../refusals";
import { watchRisk } from "../../../watch-risk";
import { JoinBody } from "./validators";

/** Whether the customer is a distributor, who invited them, and what they have earned. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const service = ledgerService(req.scope);
  const customer_id = req.auth_context.actor_id;
  const now = new Date();
  const [distributor, inviter, plan, asked] = await Promise.all([
    service.distributorOfCustomer(customer_id),
    service.inviterOfCustomer(customer_id, now),
    service.effectivePlan(now),
    service.bindings.unbindRequest(customer_id),
  ]);
  const earnings = distributor ? await service.earnings([distributor.account_no]) : null;
  const canJoin = !distributor && plan !== null;
  res.json({
    distributor: distributor ? distributorView(distributor) : null,
    can_join: canJoin,
    ...(distributor || canJoin ? {} : { join_blocker: "joining_closed" }),
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

function balancesView(earnings: Earnings | undefined) {
  return {
    pending_fen: String(earnings?.pending_fen ?? 0n),
    available_fen: String(earnings?.available_fen ?? 0n),
    hold_fen: String(earnings?.hold_fen ?? 0n),
    debt_fen: String(earnings?.debt_fen ?? 0n),
    earned_fen: String(earnings?.earned_fen ?? 0n),
  };
}

/** Joins the program, free of charge. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const body = readInput(JoinBody, req.body);
  if (body.kind === "refused") return sendRefusal(res, body);
  const { result } = await joinProgramWorkflow(req.scope).run({
    input: { customer_id: req.auth_context.actor_id, ...body.value },
  });
  if (result.kind === "refused") return sendRefusal(res, result);
  await watchRisk(req);
  res.status(result.kind === "joined" ? 201 : 200).json({ distributor: result.distributor });
}
