import { payoutView } from "../../../../../modules/distribution/payout/views";
import { distributionService } from "../../../../../workflows/distribution-service";
import { answering } from "../../../../handlers";

/** A payout with its payee in the clear, for whoever reviews or transfers it; the look is in the audit trail. */
export const GET = answering(async (req, res) => {
  const result = await distributionService(req.scope).payouts.revealPayee({
    payout_id: req.params.id ?? "",
    actor_id: req.auth_context.actor_id,
    now: new Date(),
  });
  if (result.kind === "refused") return result;
  const { payout, real_name, payee } = result;
  res.setHeader("cache-control", "no-store");
  res.json({ payout: { ...payoutView(payout), real_name, payee } });
});
