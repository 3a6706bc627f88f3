import { encodeCursor } from "../../../../modules/distribution/database/page-cursor";
import { distributionService } from "../../../../workflows/distribution-service";
import { customerNames } from "../../../customer-names";
import { asking } from "../../../handlers";
import { readCursor } from "../../../read-input";
import { BindingsQuery } from "../validators";

/** Bindings of past and present, latest first, of everybody, one customer or one distributor. */
export const GET = asking(
  BindingsQuery,
  async (req, res, { limit, cursor, customer_id = null, distributor_id = null }) => {
    const start = readCursor(cursor);
    if (start.kind === "refused") return start;
    const wanted = { customer_id, distributor_id, limit: limit + 1, after: start.after };
    const rows = await distributionService(req.scope).referrals.bindings.list(wanted);
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    const names = await customerNames(
      req.scope,
      page.map((row) => row.customer_id),
    );
    res.json({
      bindings: page.map((row) => ({
        ...row,
        customer_name: names.get(row.customer_id) ?? null,
        bound_at: row.bound_at.toISOString(),
        protected_until: row.protected_until.toISOString(),
        expires_at: row.expires_at?.toISOString() ?? null,
        ended_at: row.ended_at?.toISOString() ?? null,
      })),
      ...(last ? { next_cursor: encodeCursor({ at: last.bound_at, id: last.id }) } : {}),
    });
  },
);
