import { invitationView, listedInvitationView } from "../../../../modules/distribution/referral/views";
import { distributionService } from "../../../../workflows/distribution-service";
import { listing, pageOf, taking } from "../../../handlers";
import { PageQuery } from "../../../read-input";
import { IssueInvitationBody } from "../validators";

/** Invitations to become a distributor, latest first, with who issued and who used them. */
export const GET = listing(PageQuery, async (req, res, { limit, after }) => {
  const wanted = { issuer_id: null, limit: limit + 1, after };
  const rows = await distributionService(req.scope).referrals.joining.listInvitations(wanted);
  const { page, next } = pageOf(rows, limit, (last) => ({ at: last.issued_at, id: last.code }));
  const now = new Date();
  res.json({
    invitations: page.map((row) => listedInvitationView(row, now)),
    ...next,
  });
});

/** Issues an invitation in the merchant's name. */
export const POST = taking(IssueInvitationBody, async (req, res, body) => {
  const issuer = { user_id: req.auth_context.actor_id };
  const now = new Date();
  const invitation = { issuer, note: body.note || null, now };
  const result = await distributionService(req.scope).referrals.joining.invite(invitation);
  if (result.kind === "refused") return result;
  res.status(201).json({ invitation: invitationView(result.invitation, now) });
});
