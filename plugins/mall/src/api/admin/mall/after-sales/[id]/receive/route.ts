import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { goodsReceivedShape } from "../../../../../../domain/after-sale-request";
import { readOrRefuse, refusing } from "../../../../../refusals";
import { actOnAfterSale } from "../../acted-after-sale";

/**
 * The goods are back, in stock unless said otherwise: the money follows. Refusals: `after_sale_state_changed`,
 * `order_change_open`. A refund that the provider does not take is told as `after_sale.refund_problem`.
 */
export const POST = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const { restock } = readOrRefuse(goodsReceivedShape, req.body);
  res.json({ after_sale: await actOnAfterSale(req, { kind: "receive" }, { restock }) });
});
