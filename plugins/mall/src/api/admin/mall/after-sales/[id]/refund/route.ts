import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { refusing } from "../../../../../refusals";
import { afterSaleForMerchant, giveMoneyBack } from "../../acted-after-sale";

/** Gives the money back, should that have failed before; again changes nothing. Refusals: `after_sale_state_changed`, `refund_refused`, `nothing_refundable`, `order_change_open`. */
export const POST = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  await giveMoneyBack(req);
  res.json({ after_sale: await afterSaleForMerchant(req) });
});
