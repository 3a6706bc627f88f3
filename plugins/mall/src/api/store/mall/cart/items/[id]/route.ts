import { cartQuantityShape } from "../../../../../../domain/cart/cart-line";
import { setCartQuantity } from "../../../../../../workflows/cart/change-cart";
import { idOf, readOrRefuse, refusing, type ShopperRequest } from "../../../../../refusals";
import { answerCart } from "../../answer-cart";

/** Says how many pieces of a variant the cart holds. Refusal: `cart_line_unknown`. */
export const POST = refusing<ShopperRequest>(async (req, res) => {
  const { quantity } = readOrRefuse(cartQuantityShape, req.body);
  await setCartQuantity(req.scope, req.auth_context.actor_id, idOf(req), quantity);
  await answerCart(req, res);
});
