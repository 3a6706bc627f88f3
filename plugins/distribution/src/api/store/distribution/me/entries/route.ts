import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { monthBounds } from "../../../../../domain/shanghai-month";
import { encodeEntryCursor } from "../../../../../modules/distribution/statement/entry-cursor";
import { entryView } from "../../../../../modules/distribution/statement/views";
import { distributionService } from "../../../../../workflows/distribution-service";
import { readInput } from "../../../../read-input";
import { sendRefusal } from "../../../../refusals";
import { EntriesQuery, readEntryCursor } from "../../../../statement-input";

/** What moved in the asking distributor's accounts, latest first, each with why and the balance after it. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const query = readInput(EntriesQuery, req.query);
  if (query.kind === "refused") return sendRefusal(res, query);
  const { limit, cursor, month, account = null } = query.value;
  const start = readEntryCursor(cursor);
  if (start.kind === "refused") return sendRefusal(res, start);
  const service = distributionService(req.scope);
  const distributor = await service.referrals.distributorOfCustomer(req.auth_context.actor_id);
  if (!distributor) return sendRefusal(res, { kind: "refused", code: "not_a_distributor" });
  const bounds = month ? monthBounds(month) : null;
  const rows = await service.statements.entries({
    distributor_no: distributor.account_no,
    since: bounds?.starts_at ?? null,
    until: bounds?.ends_at ?? null,
    bucket: account,
    before: start.before,
    limit: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  res.json({
    entries: page.map((entry) => entryView(entry, account)),
    ...(last ? { next_cursor: encodeEntryCursor(last.position) } : {}),
  });
}
