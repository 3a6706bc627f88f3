import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import {
  type CheckedCode,
  CODE_LIFE_S,
  type OneTimeCodes,
  RESEND_S,
  type SentCode,
} from "@tengman/plugin-kit";
import { SmsFailure, type SmsSender } from "../../client/sms-sender";
import { smsSenderOf } from "../../client/sms-sender-of";
import { phoneNumberOf } from "../../domain/phone-number";
import type { Purpose } from "../../domain/purpose";
import type { PhoneRefusal } from "../../domain/refusal";
import { readOptions } from "../../options";
import { phoneCodesIn } from "./phone-codes";

/** Who asks for a code, and for what. */
export interface PhoneCodeRequest {
  /** Eleven digits. */
  phone: string;
  purpose: Purpose;
  /** The network address as it is counted. */
  address: string;
  /** What the page worked for, if it was asked to. */
  proof?: string | undefined;
}

export type CodeAnswer =
  | { kind: "sent"; expires_in_s: number; resend_after_s: number }
  | { kind: "prove"; challenge: string; bits: number }
  | { kind: "wait"; seconds: number }
  | {
      kind: "refused";
      reason: Extract<PhoneRefusal, "proof_invalid" | "phone_invalid" | "sms_unavailable">;
    };

interface Log {
  error(message: string): void;
}

/** Sends one-time codes to numbers and checks them. */
export class PhoneCodesService {
  readonly #codes: OneTimeCodes | null;
  readonly #sender: SmsSender | null;
  readonly #log: Log;

  constructor(container: Record<string, unknown>, options: unknown) {
    const read = readOptions(options);
    this.#codes = read && phoneCodesIn(container[ContainerRegistrationKeys.PG_CONNECTION], read);
    this.#sender = read && smsSenderOf(read.sms);
    this.#log = container[ContainerRegistrationKeys.LOGGER] as Log;
  }

  /** Whether the shop sends short messages at all. */
  get isOn(): boolean {
    return this.#codes !== null;
  }

  /** A number in the form it is kept in, or null. */
  numberOf(typed: string): string | null {
    return phoneNumberOf(typed);
  }

  /** Sends a code, or says what has to happen before. The answer is the same for numbers with and without an account. */
  async send({ phone, ...request }: PhoneCodeRequest, now: Date): Promise<CodeAnswer> {
    const reserved = await this.#codes?.reserve({ subject: phone, ...request }, now);
    if (reserved === undefined) return { kind: "refused", reason: "sms_unavailable" };
    if (reserved.kind !== "reserved") return reserved;
    try {
      await this.#sender?.send(phone, reserved.code);
    } catch (error) {
      return this.#undelivered(error, reserved.sent);
    }
    return { kind: "sent", expires_in_s: CODE_LIFE_S, resend_after_s: RESEND_S };
  }

  /** Whether a code is the number's own for that purpose; a right one is used up. */
  async verify(phone: string, purpose: Purpose, code: string, now: Date): Promise<CheckedCode> {
    const checked = await this.#codes?.verify(phone, purpose, code, now);
    return checked ?? { kind: "refused", reason: "code_expired" };
  }

  /** The code is worth nothing, and what never left does not count. */
  async #undelivered(error: unknown, sent: SentCode): Promise<CodeAnswer> {
    if (!(error instanceof SmsFailure)) throw error;
    await this.#codes?.forget(sent);
    this.#log.error(error.message);
    if (error.reason === "too_often") return { kind: "wait", seconds: RESEND_S };
    return {
      kind: "refused",
      reason: error.reason === "number_refused" ? "phone_invalid" : "sms_unavailable",
    };
  }
}
