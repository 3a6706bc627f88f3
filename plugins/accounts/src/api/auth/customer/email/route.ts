import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { Modules } from "@medusajs/framework/utils";
import { z } from "zod";
import { emailAddressOf } from "../../../../domain/email-address";
import { EMAIL_CODES_MODULE } from "../../../../modules/email-codes";
import type { EmailCodesService } from "../../../../modules/email-codes/service";
import { answerRefusal, answerToken } from "../../../answers";

const shape = z.object({ email: z.string().max(300), password: z.string().min(1).max(1_000) });
const PROVIDER = "email";

/** Logs in with an address and its password: `{ email, password }` → `{ token }`. mall slows guessing. */
export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const codes: EmailCodesService = req.scope.resolve(EMAIL_CODES_MODULE);
  if (!codes.isOn) return answerRefusal(res, "email_login_off");
  const read = shape.safeParse(req.body ?? {});
  const email = read.success ? emailAddressOf(read.data.email) : null;
  if (!read.success || email === null) return answerRefusal(res, "credentials_wrong");
  const body = { email, password: read.data.password };
  const input = { url: req.url, headers: {}, query: {}, body, protocol: req.protocol };
  const { success, authIdentity } = await req.scope.resolve(Modules.AUTH).authenticate(PROVIDER, input);
  if (!success || !authIdentity) return answerRefusal(res, "credentials_wrong");
  await answerToken(req, res, authIdentity.id, PROVIDER);
}
