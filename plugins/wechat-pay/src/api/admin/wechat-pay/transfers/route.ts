import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { wechatTransfersOf } from "../../../../workflows";
import { transferView } from "./transfer-view";
import { TransfersQuery } from "./validators";

/**
 * `GET ?state=&problem=true&limit=&cursor=` → `{ transfers, next_cursor? }`, latest first. 400 `query_invalid` (`field`).
 */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const query = TransfersQuery.safeParse(req.query);
  if (!query.success) {
    const field = String(query.error.issues[0]?.path[0] ?? "");
    res.status(400).json({ type: "invalid_data", code: "query_invalid", message: "查询条件无效", field });
    return;
  }
  const { state = null, problem, limit, cursor = null } = query.data;
  const rows = await wechatTransfersOf(req.scope).transfers.page({
    state,
    with_problem: problem,
    limit: limit + 1,
    after: cursor,
  });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  const next = last && Buffer.from(`${last.created_at.toISOString()}~${last.id}`).toString("base64url");
  res.json({ transfers: page.map(transferView), ...(next ? { next_cursor: next } : {}) });
}
