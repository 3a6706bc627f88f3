import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { z } from "zod";
import { shareCode } from "../../../../workflows/scene-codes.js";
import { readOrRefuse, refusing } from "../../../answers.js";

/** A share token as the distribution hands it out. */
const askedShape = z.strictObject({ share_token: z.string().regex(/^[\w-]{12,32}$/) });

/** The account's code for a share token: what its picture says, and until when it works. */
export const POST = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const { share_token } = readOrRefuse(askedShape, req.body);
  const { url, expires_at } = await shareCode(req.scope, {
    share_token,
    customer_id: req.auth_context.actor_id,
  });
  res.json({ qr_code: { url, expires_at } });
});
