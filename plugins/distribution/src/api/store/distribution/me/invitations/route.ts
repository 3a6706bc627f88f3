import { invitationView } from "../../../../../modules/distribution/referral/views";
import { distributionService } from "../../../../../workflows/distribution-service";
import { listing, pageOf, taking } from "../../../../handlers";
import { PageQuery } from "../../../../read-input";
import { InvitationBody } from "../../validators";

/** The asking distributor's own invitations, latest first. */
export const GET = listing(PageQuery, async (req, res, { limit, after }) => {
  const service = distributionService(req.scope);
  const distributor = await service.referrals.distributorOfCustomer(req.auth_context.actor_id);
  if (!distributor) return { kind: "refused", code: "not_a_distributor" };
  const wanted = { issuer_id: distributor.id, limit: limit + 1, after };
  const rows = await service.referrals.joining.listInvitations(wanted);
  const { page, next } = pageOf(rows, limit, (last) => ({ at: last.issued_at, id: last.code }));
  const now = new Date();
  res.json({
    invitations: page.map((row) => invitationView(row, now)),
    ...next,
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
