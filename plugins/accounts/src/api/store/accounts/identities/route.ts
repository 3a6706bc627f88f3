import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { type Identity, identityOf } from "../../../../domain/identity";
import { waysIn } from "../../../../workflows/ways-in";

/** How one can log in to this account: `{ identities: [{ provider, label }] }`. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const all = await waysIn(req.scope, req.auth_context.auth_identity_id);
  const identities = all
    .map(({ provider, entity_id }) => identityOf(provider, entity_id))
    .filter((identity): identity is Identity => identity !== null);
  res.json({ identities });
}
