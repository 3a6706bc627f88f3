import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { encodeCursor } from "../../../../modules/distribution/storage/page-cursor";
import { ledgerService } from "../../../../workflows/ledger-service";
import { payoutView } from "../../../../workflows/payout-views";
import { readCursor, readInput } from "../../../read-input";
import { sendRefusal } from "../../../refusals";
import { PayoutsQuery } from "./validators";

/** Payouts, latest first; of payees their hints only. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const query = readInput(PayoutsQuery, req.query);
  if (query.kind === "refused") return sendRefusal(res, query);
  const { limit, cursor, state = null } = query.value;
  const start = readCursor(cursor);
  if (start.kind === "refused") return sendRefusal(res, start);
  const rows = await ledgerService(req.scope).listPayouts({
    distributor_id: null,
    state,
    limit: limit + 1,
    after: start.after,
  });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  res.json({
    payouts: page.map(payoutView),
    ...(last ? { next_cursor: encodeCursor({ at: last.requested_at, id: last.id }) } : {}),
  });
}
