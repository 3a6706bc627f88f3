import type { AuthenticatedMedusaRequest, MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { encodeCursor } from "../../../../../modules/distribution/database/page-cursor";
import { bindingChangeView } from "../../../../../modules/distribution/referral/views";
import { distributionService } from "../../../../../workflows/distribution-service";
import { changeBinding } from "../../../../../workflows/referral/change-binding";
import { customerNames } from "../../../../customer-names";
import { readCursor, readInput } from "../../../../read-input";
import { sendRefusal } from "../../../../refusals";
import { ChangesQuery, ProposeChangeBody } from "../../validators";

/** Shoppers' wishes to be unbound and merchants' changes, latest first. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const query = readInput(ChangesQuery, req.query);
  if (query.kind === "refused") return sendRefusal(res, query);
  const { limit, cursor, state = null } = query.value;
  const start = readCursor(cursor);
  if (start.kind === "refused") return sendRefusal(res, start);
  const wanted = { state, limit: limit + 1, after: start.after };
  const rows = await distributionService(req.scope).referrals.bindings.listChanges(wanted);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
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
    ...(last ? { next_cursor: encodeCursor({ at: last.requested_at, id: last.id }) } : {}),
  });
}

/** Asks for a change, which another person must approve. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const body = readInput(ProposeChangeBody, req.body);
  if (body.kind === "refused") return sendRefusal(res, body);
  const { customer_id, distributor_id, reason } = body.value;
  const { actor_id } = req.auth_context;
  const result = await changeBinding(req.scope, {
    act: "propose",
    customer_id,
    to_distributor_id: distributor_id,
    actor_id,
    reason,
  });
  if (result.kind === "refused") return sendRefusal(res, result);
  res.status(201).json({ change: result.change });
}
