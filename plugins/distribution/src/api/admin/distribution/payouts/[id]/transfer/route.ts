import { payoutView, transferView } from "../../../../../../modules/distribution/payout/views";
import { distributionService } from "../../../../../../workflows/distribution-service";
import { followTransfer } from "../../../../../../workflows/payout/payout-transfers";
import { answering } from "../../../../../handlers";

/** How far a payout's transfer is, asked of the provider now, with what the merchant has to mend. */
export const GET = answering(async (req, res) => {
  const id = req.params.id ?? "";
  const { payouts: transfers } = distributionService(req.scope);
  if (!(await transfers.find(id))) return { kind: "refused", code: "payout_not_found" };
  const transfer = await followTransfer(req.scope, id);
  const payout = await transfers.find(id);
  res.json({ payout: payout && payoutView(payout), transfer: transferView(transfer) });
});
