import { monthBounds } from "../../../../../domain/shanghai-month";
import { encodeEntryCursor } from "../../../../../modules/distribution/statement/entry-cursor";
import { entryView } from "../../../../../modules/distribution/statement/views";
import { distributionService } from "../../../../../workflows/distribution-service";
import { asking, pageOf } from "../../../../handlers";
import { EntriesQuery, readEntryCursor } from "../../../../statement-input";

/** What moved in the asking distributor's accounts, latest first, each with why and the balance after it. */
export const GET = asking(EntriesQuery, async (req, res, { limit, cursor, month, account = null }) => {
  const start = readEntryCursor(cursor);
  if (start.kind === "refused") return start;
  const service = distributionService(req.scope);
  const distributor = await service.referrals.distributorOfCustomer(req.auth_context.actor_id);
  if (!distributor) return { kind: "refused", code: "not_a_distributor" };
  const bounds = month ? monthBounds(month) : null;
  const rows = await service.statements.entries({
    distributor_no: distributor.account_no,
    since: bounds?.starts_at ?? null,
    until: bounds?.ends_at ?? null,
    bucket: account,
    before: start.before,
    limit: limit + 1,
  });
  const { page, next } = pageOf(rows, limit, (last) => encodeEntryCursor(last.position));
  res.json({
    entries: page.map((entry) => entryView(entry, account)),
    ...next,
  });
});
