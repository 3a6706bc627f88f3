import { readHomePage } from "../../../../workflows/reads/home-page";
import { readSellingPlace } from "../../../../workflows/reads/selling-place";
import { refusing, type ShopRequest } from "../../../refusals";

/** The shop's home page. */
export const GET = refusing<ShopRequest>(async (req, res) => {
  const place = await readSellingPlace(req.scope, req.publishable_key_context.sales_channel_ids);
  res.json(await readHomePage(req.scope, place));
});
