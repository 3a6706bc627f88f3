import { productListShape } from "../../../../domain/order-request";
import { listProducts } from "../../../../workflows/reads/product-list";
import { readSellingPlace } from "../../../../workflows/reads/selling-place";
import { readOrRefuse, refusing, type ShopRequest } from "../../../refusals";

/** A page of the catalogue. */
export const GET = refusing<ShopRequest>(async (req, res) => {
  const request = readOrRefuse(productListShape, req.query);
  const place = await readSellingPlace(req.scope, req.publishable_key_context.sales_channel_ids);
  res.json(await listProducts(req.scope, place, request));
});
