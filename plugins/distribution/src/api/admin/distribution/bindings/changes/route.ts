import { bindingChangeView } from "../../../../../modules/distribution/referral/views";
import { distributionService } from "../../../../../workflows/distribution-service";
import { changeBinding } from "../../../../../workflows/referral/change-binding";
import { customerNames } from "../../../../customer-names";
import { listing, pageOf, taking } from "../../../../handlers";
import { ChangesQuery, ProposeChangeBody } from "../../validators";

/** Shoppers' wishes to be unbound and merchants' changes, latest first. */
export const GET = listing(ChangesQuery, async (req, res, { limit, after, state = null }) => {
  const wanted = { state, limit: limit + 1, after };
  const rows = await distributionService(req.scope).referrals.bindings.listChanges(wanted);
  const { page, next } = pageOf(rows, limit, (last) => ({ at: last.requested_at, id: last.id }));
  const names = await customerNames(
    req.scope,
    page.map((row) => row.customer_id),
  );
  res.json({
    changes: page.map((row) => ({
      ...row,
      ...bindingChangeView(row),
      customer_name: names.get(row.customer_id) ?? null,
      asked_by_shopper: row.requested_by === row.customer_id,
    })),
    ...next,
  });
});

/** Asks for a change, which another person must approve. */
export const POST = taking(ProposeChangeBody, async (req, res, { customer_id, distributor_id, reason }) => {
  const { actor_id } = req.auth_context;
  const result = await changeBinding(req.scope, {
    act: "propose",
    customer_id,
    to_distributor_id: distributor_id,
    actor_id,
    reason,
  });
  if (result.kind === "refused") return result;
  res.status(201).json({ change: result.change });
});
