import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { Modules } from "@medusajs/framework/utils";
import { z } from "zod";
import { EMAIL_CODES_MODULE } from "../../../../../modules/email-codes";
import type { EmailCodesService } from "../../../../../modules/email-codes/service";
import { linkWayIn, unlinkWayIn } from "../../../../../workflows/ways-in";
import { answerRefusal, hasJustLoggedIn } from "../../../../answers";
import { readCredentials } from "../../../../read-credentials";

/** The port of phone-login: the module that sends codes to numbers. */
interface PhoneCodes {
  isOn: boolean;
  numberOf(typed: string): string | null;
  verify(
    phone: string,
    purpose: "link",
    code: string,
    now: Date,
  ): Promise<{ kind: "right" } | { kind: "refused"; reason: "code_wrong" | "code_expired" }>;
}

const phoneShape = z.object({ phone: z.string().max(40), code: z.string().max(20) });

/** Adds a way in, in place of an earlier one of its kind, after a log-in of the last ten minutes. 204. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { provider } = req.params;
  if (provider !== "phone" && provider !== "email") return answerRefusal(res, "identity_unknown");
  if (!hasJustLoggedIn(req, new Date())) return answerRefusal(res, "reauthentication_required");
  await (provider === "phone" ? linkPhone(req, res) : linkEmail(req, res));
}

/** Takes a way in away, never the last one. 204. */
export async function DELETE(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  if (!hasJustLoggedIn(req, new Date())) return answerRefusal(res, "reauthentication_required");
  const { auth_identity_id } = req.auth_context;
  const refusal = await unlinkWayIn(req.scope, auth_identity_id, req.params.provider ?? "");
  if (refusal) return answerRefusal(res, refusal);
  res.status(204).end();
}

async function linkPhone(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const codes = req.scope.resolve<PhoneCodes | undefined>("phoneCodes", { allowUnregistered: true });
  if (!codes?.isOn) return answerRefusal(res, "phone_login_off");
  const read = phoneShape.safeParse(req.body ?? {});
  const phone = read.success ? codes.numberOf(read.data.phone) : null;
  if (!read.success || phone === null) return answerRefusal(res, "phone_invalid");
  const checked = await codes.verify(phone, "link", read.data.code.trim(), new Date());
  if (checked.kind === "refused") return answerRefusal(res, checked.reason);
  const { auth_identity_id, actor_id } = req.auth_context;
  const refusal = await linkWayIn(
    req.scope,
    { auth_identity_id, provider: "phone", entity_id: phone },
    async () => {
      await req.scope.resolve(Modules.CUSTOMER).updateCustomers(actor_id, { phone });
    },
  );
  if (refusal) return answerRefusal(res, refusal);
  res.status(204).end();
}

async function linkEmail(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const codes: EmailCodesService = req.scope.resolve(EMAIL_CODES_MODULE);
  if (!codes.isOn) return answerRefusal(res, "email_login_off");
  const given = readCredentials(req.body);
  if (typeof given === "string") return answerRefusal(res, given);
  const { email, password, code } = given;
  const checked = await codes.verify(email, "link", code, new Date());
  if (checked.kind === "refused") return answerRefusal(res, checked.reason);
  const { auth_identity_id } = req.auth_context;
  const refusal = await linkWayIn(
    req.scope,
    { auth_identity_id, provider: "email", entity_id: email },
    async () => {
      const kept = await req.scope
        .resolve(Modules.AUTH)
        .updateProvider("email", { entity_id: email, password });
      if (!kept.success) throw new Error(`a password could not be kept: ${kept.error}`);
    },
  );
  if (refusal) return answerRefusal(res, refusal);
  res.status(204).end();
}
