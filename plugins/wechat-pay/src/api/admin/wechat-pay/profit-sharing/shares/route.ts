import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { type ShareRow, sharePayment, sharingOf } from "../../../../../workflows";
import { readOr400, sendOutcome, shareView } from "../answers";
import { ShareBody, SharesQuery } from "../validators";

/** `GET ?limit=&cursor=` → `{ shares, next_cursor? }`, latest first. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const query = readOr400(res, SharesQuery, req.query);
  if (!query) {
    return;
  }
  const { limit, cursor } = query;
  const rows = (await sharingOf(req.scope).listWechatShares(cursor ? { id: { $lt: cursor } } : {}, {
    take: limit + 1,
    order: { id: "DESC" },
  })) as unknown as ShareRow[];
  const page = rows.slice(0, limit);
  const next = rows.length > limit ? page.at(-1)?.id : undefined;
  res.json({ shares: page.map(shareView), ...(next ? { next_cursor: next } : {}) });
}

/**
 * `POST { kind: "share", payment_id, parts: [{ mch_id, amount_fen, description }] } | { kind: "unfreeze", payment_id }`
 * → 201 `{ share }`; accepted is not done, see `outcome`. Codes as `SharingRefusal`.
 */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const wanted = readOr400(res, ShareBody, req.body);
  if (!wanted) {
    return;
  }
  const parts = wanted.kind === "share" ? wanted.parts : [];
  const requested_by = req.auth_context.actor_id;
  sendOutcome(res, await sharePayment(req.scope, { ...wanted, parts, requested_by }));
}
