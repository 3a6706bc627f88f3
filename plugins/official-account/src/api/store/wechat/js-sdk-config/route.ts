import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { z } from "zod";
import { answerTo } from "../../../../domain/login-refusal.js";
import { signPageWorkflow } from "../../../../workflows/sign-page.js";

/** The interfaces the shop's pages use; WeChat grants no others to a page. */
const JS_API_LIST = [
  "checkJsApi",
  "updateAppMessageShareData",
  "updateTimelineShareData",
  "hideOptionMenu",
  "showOptionMenu",
  "closeWindow",
  "requestMerchantTransfer",
] as const;

/** What is no address is refused like one that is nobody's. */
const shape = z.object({ url: z.string().catch("") });

/** What a page passes to `wx.config` so that it may set its share card. `url` is the page's address without `#…`. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const input = shape.parse(req.query);
  const { result } = await signPageWorkflow(req.scope).run({ input });
  if (result.kind === "refused") {
    const { status, body } = answerTo(result.reason);
    res.status(status).json(body);
    return;
  }
  // A signature is bound to one address and one moment.
  res.setHeader("cache-control", "no-store");
  res.json({ ...result.signature, js_api_list: JS_API_LIST });
}
