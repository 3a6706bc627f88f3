import { cartSelectionShape } from "../../../../../domain/cart/cart-line";
import { cartLinesOf } from "../../../../../workflows/cart/read-cart";
import { readOrRefuse, refusing, type ShopperRequest } from "../../../../refusals";
import { answerCart } from "../answer-cart";

/** Selects lines of the cart, or not; without ids all of them. */
export const POST = refusing<ShopperRequest>(async (req, res) => {
  const { variant_ids, is_selected } = readOrRefuse(cartSelectionShape, req.body);
  await cartLinesOf(req.scope).select(req.auth_context.actor_id, variant_ids, is_selected);
  await answerCart(req, res);
});
