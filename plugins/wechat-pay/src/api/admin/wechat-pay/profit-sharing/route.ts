import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { sharingOf } from "../../../../workflows";

/** `GET` → `{ profit_sharing: { is_on, limit_bps } }`: whether the shop shares payments, and how much of each at most. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const { limit_bps } = sharingOf(req.scope);
  res.json({ profit_sharing: { is_on: limit_bps !== undefined, limit_bps: limit_bps ?? null } });
}
