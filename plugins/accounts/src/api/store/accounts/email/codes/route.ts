import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { countedAddress } from "@tengman/values";
import { z } from "zod";
import { emailAddressOf } from "../../../../../domain/email-address";
import { PURPOSES } from "../../../../../domain/purpose";
import { EMAIL_CODES_MODULE } from "../../../../../modules/email-codes";
import type { EmailCodesService } from "../../../../../modules/email-codes/service";
import { answerRefusal } from "../../../../answers";

const shape = z.object({
  purpose: z.enum(PURPOSES),
  email: z.string().max(300),
  proof: z.string().max(200).optional(),
});

/** Mails a one-time code: `{ email, purpose, proof? }` → 202 `{ expires_in_s, resend_after_s }`. */
export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const codes: EmailCodesService = req.scope.resolve(EMAIL_CODES_MODULE);
  if (!codes.isOn) return answerRefusal(res, "email_login_off");
  const read = shape.safeParse(req.body ?? {});
  if (!read.success) {
    const field = read.error.issues[0]?.path[0];
    return answerRefusal(res, field === "purpose" ? "purpose_invalid" : "email_invalid");
  }
  const { purpose, proof } = read.data;
  const email = emailAddressOf(read.data.email);
  if (email === null) return answerRefusal(res, "email_invalid");
  const answer = await codes.send(
    { email, purpose, proof, address: countedAddress(req.ip ?? "") },
    new Date(),
  );
  if (answer.kind === "sent") {
    res.status(202).json({ expires_in_s: answer.expires_in_s, resend_after_s: answer.resend_after_s });
  } else if (answer.kind === "prove") {
    answerRefusal(res, "proof_required", { challenge: answer.challenge, bits: answer.bits });
  } else if (answer.kind === "wait") {
    res.setHeader("Retry-After", String(answer.seconds));
    answerRefusal(res, "too_many_codes", { retry_after_s: answer.seconds });
  } else {
    answerRefusal(res, answer.reason);
  }
}
