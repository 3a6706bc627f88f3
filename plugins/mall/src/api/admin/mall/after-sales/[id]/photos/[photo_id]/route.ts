import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { sendPhoto } from "../../../../../../after-sale-photo";
import { idOf, refusing } from "../../../../../../refusals";

/** A photograph of a case, for the merchant. Refusal: `photo_unknown`. */
export const GET = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  await sendPhoto(req, res, idOf(req));
});
