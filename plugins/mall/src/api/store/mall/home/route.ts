import { readHomePage } from "../../../../workflows/reads/home-page";
import { refusing, type ShopRequest } from "../../../refusals";

/** The shop's home page. */
export const GET = refusing<ShopRequest>(async (req, res) => {
  res.json(await readHomePage(req.scope, req.publishable_key_context.sales_channel_ids));
});
