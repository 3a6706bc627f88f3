import type { AuthenticatedMedusaRequest, MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { z } from "zod";
import { ledgerService } from "../../../../workflows/ledger-service";
import { publishPlanWorkflow } from "../../../../workflows/publish-plan";
import { planView } from "../../../../workflows/views";
import { PageQuery, readInput } from "../../../read-input";
import { sendRefusal } from "../../../refusals";

const DraftBody = z.object({
  name: z.string().max(60),
  tiers: z.array(z.object({ tier: z.number(), rate_bps: z.number() })).max(20),
  holding_days: z.number(),
  protection_days: z.number(),
  minimum_payout_fen: z.string(),
  joining_mode: z.literal("free"),
  agreement: z.object({
    version: z.string().max(60),
    title: z.string().max(120),
    body: z.string().max(50_000),
  }),
});

/** Published plans, newest first; the first one is in force. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const query = readInput(PageQuery.pick({ limit: true }), req.query);
  if (query.kind === "refused") return sendRefusal(res, query);
  const plans = await ledgerService(req.scope).listPlans(query.value.limit);
  res.json({ plans: plans.map(planView) });
}

/** Publishes a draft as the next version. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const body = readInput(DraftBody, req.body);
  if (body.kind === "refused") return sendRefusal(res, body);
  const { result } = await publishPlanWorkflow(req.scope).run({
    input: { actor_id: req.auth_context.actor_id, plan: body.value },
  });
  if (result.kind === "refused") return sendRefusal(res, result);
  res.status(201).json({ plan: result.plan });
}
