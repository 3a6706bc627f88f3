import { refusing, type ShopperRequest } from "../../../../../refusals";
import { actOnOwnAfterSale } from "../../own-after-sale";

/** Takes a case back, until the goods are on their way. Refusal: `after_sale_state_changed`. */
export const POST = refusing<ShopperRequest>(async (req, res) => {
  res.json({ after_sale: await actOnOwnAfterSale(req, { kind: "cancel" }) });
});
