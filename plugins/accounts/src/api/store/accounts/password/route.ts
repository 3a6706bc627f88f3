import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { Modules } from "@medusajs/framework/utils";
import { z } from "zod";
import { mayBePassword } from "../../../../domain/password";
import { answerRefusal, answerToken, callersToken, endSessions, oldPasswordGuesses } from "../../../answers";

const shape = z.object({ old_password: z.string().max(1_000), password: z.string().max(1_000) });
const PROVIDER = "email";

/** Changes the password after the old one: `{ old_password, password }` → `{ token }`. All other log-ins end. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const auth = req.scope.resolve(Modules.AUTH);
  const { auth_identity_id } = req.auth_context;
  const [way] = await auth.listProviderIdentities({ provider: PROVIDER, auth_identity_id });
  if (!way) return answerRefusal(res, "identity_unknown");
  const email = way.entity_id;
  const read = shape.safeParse(req.body ?? {});
  if (!read.success)
    return answerRefusal(
      res,
      read.error.issues[0]?.path[0] === "password" ? "password_invalid" : "old_password_wrong",
    );
  const { old_password, password } = read.data;
  if (!mayBePassword(password, email)) return answerRefusal(res, "password_invalid");
  const guesses = oldPasswordGuesses(req, auth_identity_id);
  const wait_s = await guesses.take();
  if (wait_s !== null) {
    res.setHeader("Retry-After", String(wait_s));
    return answerRefusal(res, "too_many_attempts", { retry_after_s: wait_s });
  }
  const body = { email, password: old_password };
  const input = { url: req.url, headers: {}, query: {}, body, protocol: req.protocol };
  if (!(await auth.authenticate(PROVIDER, input)).success) return answerRefusal(res, "old_password_wrong");
  await guesses.forget();
  const updated = await auth.updateProvider(PROVIDER, { entity_id: email, password });
  if (!updated.success) throw new Error(`a password could not be kept: ${updated.error}`);
  await endSessions(req, auth_identity_id, callersToken(req));
  await answerToken(req, res, auth_identity_id, PROVIDER);
}
