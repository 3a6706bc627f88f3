import { distributionService } from "../../../../workflows/distribution-service";
import { customerNames } from "../../../customer-names";
import { listing, pageOf } from "../../../handlers";
import { BindingsQuery } from "../validators";

/** Bindings of past and present, latest first, of everybody, one customer or one distributor. */
export const GET = listing(
  BindingsQuery,
  async (req, res, { limit, after, customer_id = null, distributor_id = null }) => {
    const wanted = { customer_id, distributor_id, limit: limit + 1, after };
    const rows = await distributionService(req.scope).referrals.bindings.list(wanted);
    const { page, next } = pageOf(rows, limit, (last) => ({ at: last.bound_at, id: last.id }));
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
      ...next,
    });
  },
);
