import { cartRemovalShape } from "../../../../../domain/cart/cart-line";
import { cartLinesOf } from "../../../../../workflows/cart/read-cart";
import { readOrRefuse, refusing, type ShopperRequest } from "../../../../refusals";
import { answerCart } from "../answer-cart";

/** Takes lines out of the cart. */
export const POST = refusing<ShopperRequest>(async (req, res) => {
  const { variant_ids } = readOrRefuse(cartRemovalShape, req.body);
  await cartLinesOf(req.scope).remove(req.auth_context.actor_id, variant_ids);
  await answerCart(req, res);
});
