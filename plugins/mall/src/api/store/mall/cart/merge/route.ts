import { cartMergeShape } from "../../../../../domain/cart/cart-line";
import { mergeIntoCart } from "../../../../../workflows/cart/change-cart";
import { readOrRefuse, refusing, type ShopperRequest } from "../../../../refusals";
import { answerCart } from "../answer-cart";

/** Puts pieces into the cart, once for each key. Refusals: `variant_unknown`, `cart_full`. */
export const POST = refusing<ShopperRequest>(async (req, res) => {
  const request = readOrRefuse(cartMergeShape, req.body);
  const left_out = await mergeIntoCart(req.scope, req.auth_context.actor_id, request);
  await answerCart(req, res, { left_out });
});
