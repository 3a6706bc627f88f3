import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { ledgerService } from "../../../../workflows/ledger-service";
import { planView } from "../../../../workflows/views";
import { sendRefusal } from "../../../refusals";

/** The program as anybody may read it. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const plan = await ledgerService(req.scope).effectivePlan(new Date());
  if (!plan) return sendRefusal(res, { kind: "refused", code: "joining_closed" });
  const { name, joining_mode, tiers, holding_days, minimum_payout_fen, agreement } = planView(plan);
  res.json({ program: { name, joining_mode, tiers, holding_days, minimum_payout_fen, agreement } });
}
