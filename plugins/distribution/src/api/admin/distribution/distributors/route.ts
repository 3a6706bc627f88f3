import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { z } from "zod";
import { encodeCursor } from "../../../../modules/distribution/storage/page-cursor";
import { ledgerService } from "../../../../workflows/ledger-service";
import { PageQuery, readCursor, readInput } from "../../../read-input";
import { sendRefusal } from "../../../refusals";

const DistributorsQuery = PageQuery.extend({ q: z.string().trim().max(40).optional() });

/** Distributors, latest first, with balances, inviter and counts. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const query = readInput(DistributorsQuery, req.query);
  if (query.kind === "refused") return sendRefusal(res, query);
  const { limit, cursor, q } = query.value;
  const start = readCursor(cursor);
  if (start.kind === "refused") return sendRefusal(res, start);
  const service = ledgerService(req.scope);
  const rows = await service.listDistributors({ limit: limit + 1, after: start.after, search: q || null });
  const page = rows.slice(0, limit);
  const earnings = await service.earnings(page.map(({ account_no }) => account_no));
  const last = rows.length > limit ? page.at(-1) : undefined;
  res.json({
    distributors: page.map(({ account_no, joined_at, ...row }) => ({
      ...row,
      joined_at: joined_at.toISOString(),
      pending_fen: String(earnings.get(account_no)?.pending_fen ?? 0n),
      available_fen: String(earnings.get(account_no)?.available_fen ?? 0n),
      hold_fen: String(earnings.get(account_no)?.hold_fen ?? 0n),
      debt_fen: String(earnings.get(account_no)?.debt_fen ?? 0n),
      earned_fen: String(earnings.get(account_no)?.earned_fen ?? 0n),
    })),
    ...(last ? { next_cursor: encodeCursor({ at: last.joined_at, id: last.id }) } : {}),
  });
}
