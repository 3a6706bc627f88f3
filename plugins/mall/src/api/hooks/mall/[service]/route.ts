import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import type { PushedForm } from "../../../../client/tracking-service";
import { PARCELS_MODULE } from "../../../../modules/parcels";
import type { ParcelsService } from "../../../../modules/parcels/service";
import { takePush } from "../../../../workflows/parcels/record-track";

/**
 * A tracking service's word about parcels, as a form it signs. What is not signed, or comes from a service that the shop
 * did not ask, is answered 401 and changes nothing.
 */
export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const { tracking } = req.scope.resolve<ParcelsService>(PARCELS_MODULE);
  const form = (typeof req.body === "object" && req.body !== null ? req.body : {}) as PushedForm;
  const push = tracking && tracking.name === req.params.service ? tracking.readPush(form) : null;
  if (!tracking || !push) {
    res
      .status(401)
      .json({ code: "signature_invalid", message: "签名错误", result: false, returnCode: "401" });
    return;
  }
  await takePush(req.scope, push, new Date());
  res.json(tracking.answerPush(true));
}
