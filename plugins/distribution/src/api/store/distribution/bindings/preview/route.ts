import { distributionService } from "../../../../../workflows/distribution-service";
import { hasBoughtIfAsked } from "../../../../../workflows/intake/paid-orders";
import { asking } from "../../../../handlers";
import { throttleFailures } from "../../../../rate-limit";
import { PreviewQuery } from "../../validators";

/** Names the inviter and says what agreeing would do; changes nothing. */
export const GET = asking(PreviewQuery, async (req, res, query) => {
  const customer_id = req.auth_context.actor_id;
  const has_bought = await hasBoughtIfAsked(req.scope, customer_id);
  const preview = await throttleFailures(req, res, () =>
    distributionService(req.scope).referrals.previewBinding({
      customer_id,
      has_bought,
      share_token: query.share_token,
      now: new Date(),
    }),
  );
  if (preview.kind === "refused") return preview;
  res.json({ inviter: { display_name: preview.inviter.display_name }, outcome: preview.outcome });
});
