import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { encodeCursor } from "../../../../../modules/distribution/database/page-cursor";
import { invitationView } from "../../../../../modules/distribution/referral/views";
import { distributionService } from "../../../../../workflows/distribution-service";
import { PageQuery, readCursor, readInput } from "../../../../read-input";
import { sendRefusal } from "../../../../refusals";
import { InvitationBody } from "../../validators";

/** The asking distributor's own invitations, latest first. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const query = readInput(PageQuery, req.query);
  if (query.kind === "refused") return sendRefusal(res, query);
  const { limit, cursor } = query.value;
  const start = readCursor(cursor);
  if (start.kind === "refused") return sendRefusal(res, start);
  const service = distributionService(req.scope);
  const distributor = await service.referrals.distributorOfCustomer(req.auth_context.actor_id);
  if (!distributor) return sendRefusal(res, { kind: "refused", code: "not_a_distributor" });
  const wanted = { issuer_id: distributor.id, limit: limit + 1, after: start.after };
  const rows = await service.referrals.joining.listInvitations(wanted);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  const now = new Date();
  res.json({
    invitations: page.map((row) => invitationView(row, now)),
    ...(last ? { next_cursor: encodeCursor({ at: last.issued_at, id: last.code }) } : {}),
  });
}

/** Issues an invitation, as a distributor, that one person may use once. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const body = readInput(InvitationBody, req.body);
  if (body.kind === "refused") return sendRefusal(res, body);
  const issuer = { customer_id: req.auth_context.actor_id };
  const now = new Date();
  const invitation = { issuer, note: body.value.note || null, now };
  const result = await distributionService(req.scope).referrals.joining.invite(invitation);
  if (result.kind === "refused") return sendRefusal(res, result);
  res.status(201).json({ invitation: invitationView(result.invitation, now) });
}
