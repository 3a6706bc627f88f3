import type { MedusaResponse } from "@medusajs/framework/http";
import { readCart } from "../../../../workflows/cart/read-cart";
import type { ShopperRequest } from "../../../refusals";

/** Answers with the shopper's cart as it is now, and with whatever else there is to say. */
export async function answerCart(req: ShopperRequest, res: MedusaResponse, more: object = {}): Promise<void> {
  const { sales_channel_ids } = req.publishable_key_context;
  const cart = await readCart(req.scope, sales_channel_ids, req.auth_context.actor_id);
  res.json({ cart, ...more });
}
