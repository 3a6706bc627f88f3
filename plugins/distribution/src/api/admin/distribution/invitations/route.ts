import type { AuthenticatedMedusaRequest, MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { encodeCursor } from "../../../../modules/distribution/database/page-cursor";
import { invitationView, listedInvitationView } from "../../../../modules/distribution/referral/views";
import { distributionService } from "../../../../workflows/distribution-service";
import { PageQuery, readCursor, readInput } from "../../../read-input";
import { sendRefusal } from "../../../refusals";
import { IssueInvitationBody } from "../validators";

/** Invitations to become a distributor, latest first, with who issued and who used them. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const query = readInput(PageQuery, req.query);
  if (query.kind === "refused") return sendRefusal(res, query);
  const { limit, cursor } = query.value;
  const start = readCursor(cursor);
  if (start.kind === "refused") return sendRefusal(res, start);
  const wanted = { issuer_id: null, limit: limit + 1, after: start.after };
  const rows = await distributionService(req.scope).referrals.joining.listInvitations(wanted);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  const now = new Date();
  res.json({
    invitations: page.map((row) => listedInvitationView(row, now)),
    ...(last ? { next_cursor: encodeCursor({ at: last.issued_at, id: last.code }) } : {}),
  });
}

/** Issues an invitation in the merchant's name. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const body = readInput(IssueInvitationBody, req.body);
  if (body.kind === "refused") return sendRefusal(res, body);
  const issuer = { user_id: req.auth_context.actor_id };
  const now = new Date();
  const invitation = { issuer, note: body.value.note || null, now };
  const result = await distributionService(req.scope).referrals.joining.invite(invitation);
  if (result.kind === "refused") return sendRefusal(res, result);
  res.status(201).json({ invitation: invitationView(result.invitation, now) });
}
