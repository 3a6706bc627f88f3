import { distributionService } from "../../../../../../workflows/distribution-service";
import { asking } from "../../../../../handlers";
import { ChangePreviewQuery } from "../../../validators";

/** Says what a change would do, and with which code it would be refused; changes nothing. */
export const GET = asking(ChangePreviewQuery, async (req, res, { customer_id, distributor_id = null }) => {
  const preview = await distributionService(req.scope).referrals.bindings.preview({
    customer_id,
    to_distributor_id: distributor_id,
    now: new Date(),
  });
  const { current, to, refusal } = preview;
  res.json({
    from: current && { id: current.distributor.id, display_name: current.distributor.display_name },
    to: to && { id: to.id, display_name: to.display_name },
    outcome: refusal ?? "can_change",
  });
});
