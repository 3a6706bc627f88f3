import { refusing, type ShopperRequest } from "../../../refusals";
import { answerCart } from "./answer-cart";

/** The shopper's cart, with today's prices and stock. */
export const GET = refusing<ShopperRequest>((req, res) => answerCart(req, res));
