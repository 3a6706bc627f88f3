import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { payoutView, transferView } from "../../../../../../modules/distribution/payout/views";
import { distributionService } from "../../../../../../workflows/distribution-service";
import { followTransfer } from "../../../../../../workflows/payout/payout-transfers";
import { sendRefusal } from "../../../../../refusals";

/** How far a payout's transfer is, asked of the provider now, with what the merchant has to mend. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const id = req.params.id ?? "";
  const { payouts: transfers } = distributionService(req.scope);
  if (!(await transfers.find(id))) return sendRefusal(res, { kind: "refused", code: "payout_not_found" });
  const transfer = await followTransfer(req.scope, id);
  const payout = await transfers.find(id);
  res.json({ payout: payout && payoutView(payout), transfer: transferView(transfer) });
}
