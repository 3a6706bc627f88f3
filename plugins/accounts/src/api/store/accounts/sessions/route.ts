import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { bearerOf, endedBefore } from "../../../../api/sessions";
import { hashOfToken } from "../../../../modules/accounts/service";
import { accountsOf } from "../../../../workflows/personal-data";
import { endSessions } from "../../../answers";

/** Where this account is and was logged in, the latest used first. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const now = new Date();
  const mine = hashOfToken(bearerOf(req) ?? "");
  const all = await accountsOf(req.scope).sessions.list(req.auth_context.actor_id);
  const sessions = [];
  for (const session of all) {
    const { id, device, network, provider, first_seen_at, last_seen_at } = session;
    const has_ended = session.ended_at !== null || (await endedBefore(req, session, now));
    const state = has_ended ? "ended" : new Date(session.expires_at) < now ? "expired" : "active";
    const is_current = session.token_hash === mine;
    sessions.push({ id, device, network, provider, first_seen_at, last_seen_at, is_current, state });
  }
  res.json({ sessions });
}

/** Logs out everywhere, here included. 204. */
export async function DELETE(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { actor_id, auth_identity_id } = req.auth_context;
  await accountsOf(req.scope).sessions.endAll(actor_id, new Date());
  await endSessions(req, auth_identity_id, bearerOf(req));
  res.status(204).end();
}
