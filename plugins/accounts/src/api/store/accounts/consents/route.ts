import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { consentShape } from "../../../../domain/profile";
import { accountsOf } from "../../../../workflows/personal-data";
import { answerRefusal } from "../../../answers";

/** What the asking customer agreed to, by purpose and version: `{ consents }`. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  res.json({ consents: await accountsOf(req.scope).profiles.consents(req.auth_context.actor_id) });
}

/** Gives or withdraws a consent: `{ purpose, version, is_given }` → `{ consents }`. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const read = consentShape.safeParse(req.body ?? {});
  if (!read.success) {
    return answerRefusal(res, "consent_invalid", {
      field: String(read.error.issues[0]?.path[0] ?? "purpose"),
    });
  }
  const { profiles } = accountsOf(req.scope);
  const { actor_id } = req.auth_context;
  await profiles.consent(actor_id, read.data, new Date());
  res.json({ consents: await profiles.consents(actor_id) });
}
