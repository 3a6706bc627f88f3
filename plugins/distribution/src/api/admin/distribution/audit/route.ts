import { encodeCursor } from "../../../../modules/distribution/database/page-cursor";
import { distributionService } from "../../../../workflows/distribution-service";
import { asking } from "../../../handlers";
import { readCursor } from "../../../read-input";
import { AuditQuery } from "../validators";

/** A sequence number as the cursor carries it. */
const SEQUENCE = /^\d{1,18}$/;

/** Who did what to whom, how it looked before and after, and why; latest first. */
export const GET = asking(
  AuditQuery,
  async (req, res, { limit, cursor, since, until, actor_id = null, action = null, subject_id = null }) => {
    const start = readCursor(cursor);
    if (start.kind === "refused") return start;
    if (start.after && !SEQUENCE.test(start.after.id)) {
      return { kind: "refused", code: "cursor_invalid", field: "cursor" };
    }
    const rows = await distributionService(req.scope).ledger.audit({
      actor_id,
      action,
      subject_id,
      since: since ? new Date(since) : null,
      until: until ? new Date(until) : null,
      before: start.after ? BigInt(start.after.id) : null,
      limit: limit + 1,
    });
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    res.json({
      entries: page.map(({ seq, occurred_at, ...entry }) => ({
        id: String(seq),
        occurred_at: occurred_at.toISOString(),
        ...entry,
      })),
      ...(last ? { next_cursor: encodeCursor({ at: last.occurred_at, id: String(last.seq) }) } : {}),
    });
  },
);
