import { productListShape } from "../../../../domain/order-request";
import { listProducts } from "../../../../workflows/reads/product-list";
import { readOrRefuse, refusing, type ShopRequest } from "../../../refusals";

/** A page of the catalogue. */
export const GET = refusing<ShopRequest>(async (req, res) => {
  const request = readOrRefuse(productListShape, req.query);
  res.json(await listProducts(req.scope, req.publishable_key_context.sales_channel_ids, request));
});
