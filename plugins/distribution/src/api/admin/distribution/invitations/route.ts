import { encodeCursor } from "../../../../modules/distribution/database/page-cursor";
import { invitationView, listedInvitationView } from "../../../../modules/distribution/referral/views";
import { distributionService } from "../../../../workflows/distribution-service";
import { asking, taking } from "../../../handlers";
import { PageQuery, readCursor } from "../../../read-input";
import { IssueInvitationBody } from "../validators";

/** Invitations to become a distributor, latest first, with who issued and who used them. */
export const GET = asking(PageQuery, async (req, res, { limit, cursor }) => {
  const start = readCursor(cursor);
  if (start.kind === "refused") return start;
  const wanted = { issuer_id: null, limit: limit + 1, after: start.after };
  const rows = await distributionService(req.scope).referrals.joining.listInvitations(wanted);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  const now = new Date();
  res.json({
    invitations: page.map((row) => listedInvitationView(row, now)),
    ...(last ? { next_cursor: encodeCursor({ at: last.issued_at, id: last.code }) } : {}),
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
