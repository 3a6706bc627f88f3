import { distributionService } from "../../../../workflows/distribution-service";
import { listing, pageOf } from "../../../handlers";
import { AuditQuery } from "../validators";

/** A sequence number as the cursor carries it. */
const SEQUENCE = /^\d{1,18}$/;

/** Who did what to whom, how it looked before and after, and why; latest first. */
export const GET = listing(
  AuditQuery,
  async (req, res, { limit, after, since, until, actor_id = null, action = null, subject_id = null }) => {
    if (after && !SEQUENCE.test(after.id)) {
      return { kind: "refused", code: "cursor_invalid", field: "cursor" };
    }
    const rows = await distributionService(req.scope).ledger.audit({
      actor_id,
      action,
      subject_id,
      since: since ? new Date(since) : null,
      until: until ? new Date(until) : null,
      before: after ? BigInt(after.id) : null,
      limit: limit + 1,
    });
    const { page, next } = pageOf(rows, limit, (last) => ({ at: last.occurred_at, id: String(last.seq) }));
    res.json({
      entries: page.map(({ seq, occurred_at, ...entry }) => ({
        id: String(seq),
        occurred_at: occurred_at.toISOString(),
        ...entry,
      })),
      ...next,
    });
  },
);
