import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { distributionService } from "../../../../../../workflows/distribution-service";
import { readInput } from "../../../../../read-input";
import { sendRefusal } from "../../../../../refusals";
import { ChangePreviewQuery } from "../../../validators";

/** Says what a change would do, and with which code it would be refused; changes nothing. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const query = readInput(ChangePreviewQuery, req.query);
  if (query.kind === "refused") return sendRefusal(res, query);
  const { customer_id, distributor_id = null } = query.value;
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
}
