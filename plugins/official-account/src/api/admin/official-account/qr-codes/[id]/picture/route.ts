import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { RefusedError } from "../../../../../../domain/account-refusal.js";
import { qrPicture } from "../../../../../../domain/qr-code.js";
import { accountOf } from "../../../../../../workflows/official-account-module.js";
import { idOf, refusing } from "../../../../../answers.js";

/** A channel's code as a picture (SVG) that a printer can make any size. */
export const GET = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const code = await accountOf(req.scope).scenes.findChannel(idOf(req));
  if (!code) throw new RefusedError({ code: "qr_code_not_found" });
  res.setHeader("content-type", "image/svg+xml; charset=utf-8");
  res.send(qrPicture(code.url));
});
