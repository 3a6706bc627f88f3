import { encodeCursor } from "../../../../../modules/distribution/database/page-cursor";
import { invitationView } from "../../../../../modules/distribution/referral/views";
import { distributionService } from "../../../../../workflows/distribution-service";
import { asking, taking } from "../../../../handlers";
import { PageQuery, readCursor } from "../../../../read-input";
import { InvitationBody } from "../../validators";

/** The asking distributor's own invitations, latest first. */
export const GET = asking(PageQuery, async (req, res, { limit, cursor }) => {
  const start = readCursor(cursor);
  if (start.kind === "refused") return start;
  const service = distributionService(req.scope);
  const distributor = await service.referrals.distributorOfCustomer(req.auth_context.actor_id);
  if (!distributor) return { kind: "refused", code: "not_a_distributor" };
  const wanted = { issuer_id: distributor.id, limit: limit + 1, after: start.after };
  const rows = await service.referrals.joining.listInvitations(wanted);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  const now = new Date();
  res.json({
    invitations: page.map((row) => invitationView(row, now)),
    ...(last ? { next_cursor: encodeCursor({ at: last.issued_at, id: last.code }) } : {}),
  });
});

/** Issues an invitation, as a distributor, that one person may use once. */
export const POST = taking(InvitationBody, async (req, res, body) => {
  const issuer = { customer_id: req.auth_context.actor_id };
  const now = new Date();
  const invitation = { issuer, note: body.note || null, now };
  const result = await distributionService(req.scope).referrals.joining.invite(invitation);
  if (result.kind === "refused") return result;
  res.status(201).json({ invitation: invitationView(result.invitation, now) });
});
