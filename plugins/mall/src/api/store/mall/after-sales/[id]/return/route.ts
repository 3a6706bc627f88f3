import { sendBackShape } from "../../../../../../domain/after-sale-request";
import { readOrRefuse, refusing, type ShopperRequest } from "../../../../../refusals";
import { actOnOwnAfterSale } from "../../own-after-sale";

/** Says how the goods come back; may be corrected until they arrive. Refusal: `after_sale_state_changed`. */
export const POST = refusing<ShopperRequest>(async (req, res) => {
  const shipment = readOrRefuse(sendBackShape, req.body);
  res.json({ after_sale: await actOnOwnAfterSale(req, { kind: "send_back", ...shipment }) });
});
