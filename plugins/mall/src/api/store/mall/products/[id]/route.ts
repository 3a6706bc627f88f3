import { readProductPage } from "../../../../../workflows/reads/product-page";
import { idOf, refusing, type ShopRequest } from "../../../../refusals";

/** One product with everything its page shows. Refusal: `product_unknown`. */
export const GET = refusing<ShopRequest>(async (req, res) => {
  res.json({
    product: await readProductPage(req.scope, req.publishable_key_context.sales_channel_ids, idOf(req)),
  });
});
