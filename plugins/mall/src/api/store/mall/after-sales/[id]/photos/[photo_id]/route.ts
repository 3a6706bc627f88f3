import { readCaseAtHand } from "../../../../../../../workflows/reads/case-at-hand";
import { sendPhoto } from "../../../../../../after-sale-photo";
import { idOf, refusing, type ShopperRequest } from "../../../../../../refusals";

/** A photograph of one's own case. Refusals: `after_sale_not_found`, `photo_unknown`. */
export const GET = refusing<ShopperRequest>(async (req, res) => {
  const { id } = await readCaseAtHand(req.scope, idOf(req), req.auth_context.actor_id);
  await sendPhoto(req, res, id);
});
