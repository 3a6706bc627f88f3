import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { countedAddress } from "@tengman/values";
import { z } from "zod";
import { PURPOSES } from "../../../../domain/purpose";
import { PHONE_CODES_MODULE } from "../../../../modules/phone-codes";
import type { PhoneCodesService } from "../../../../modules/phone-codes/service";
import { answerRefusal } from "../../../answer-refusal";

const shape = z.object({
  phone: z.string().max(40),
  purpose: z.enum(PURPOSES),
  proof: z.string().max(200).optional(),
});

const WRONG = { phone: "phone_invalid", purpose: "purpose_invalid", proof: "proof_invalid" } as const;

/** Sends a one-time code: `{ phone, purpose, proof? }` → 202 `{ expires_in_s, resend_after_s }`. */
export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const codes: PhoneCodesService = req.scope.resolve(PHONE_CODES_MODULE);
  if (!codes.isOn) return answerRefusal(res, "phone_login_off");
  const read = shape.safeParse(req.body ?? {});
  if (!read.success) {
    const field = String(read.error.issues[0]?.path[0]);
    return answerRefusal(
      res,
      Object.hasOwn(WRONG, field) ? WRONG[field as keyof typeof WRONG] : "phone_invalid",
    );
  }
  const { purpose, proof } = read.data;
  const phone = codes.numberOf(read.data.phone);
  if (phone === null) return answerRefusal(res, "phone_invalid");
  const answer = await codes.send(
    { phone, purpose, proof, address: countedAddress(req.ip ?? "") },
    new Date(),
  );
  switch (answer.kind) {
    case "sent":
      res.status(202).json({ expires_in_s: answer.expires_in_s, resend_after_s: answer.resend_after_s });
      return;
    case "prove":
      return answerRefusal(res, "proof_required", { challenge: answer.challenge, bits: answer.bits });
    case "wait":
      res.setHeader("Retry-After", String(answer.seconds));
      return answerRefusal(res, "too_many_codes", { retry_after_s: answer.seconds });
    case "refused":
      return answerRefusal(res, answer.reason);
  }
}
