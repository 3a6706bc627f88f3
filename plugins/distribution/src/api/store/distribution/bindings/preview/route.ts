import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { distributionService } from "../../../../../workflows/distribution-service";
import { hasBoughtIfAsked } from "../../../../../workflows/intake/paid-orders";
import { throttleFailures } from "../../../../rate-limit";
import { readInput } from "../../../../read-input";
import { sendRefusal } from "../../../../refusals";
import { PreviewQuery } from "../../validators";

/** Names the inviter and says what agreeing would do; changes nothing. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const query = readInput(PreviewQuery, req.query);
  if (query.kind === "refused") return sendRefusal(res, query);
  const customer_id = req.auth_context.actor_id;
  const has_bought = await hasBoughtIfAsked(req.scope, customer_id);
  const preview = await throttleFailures(req, res, () =>
    distributionService(req.scope).referrals.previewBinding({
      customer_id,
      has_bought,
      share_token: query.value.share_token,
      now: new Date(),
    }),
  );
  if (preview.kind === "refused") return sendRefusal(res, preview);
  res.json({ inviter: { display_name: preview.inviter.display_name }, outcome: preview.outcome });
}
