import { randomBytes, randomInt } from "node:crypto";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { SmsFailure, type SmsSender } from "../../client/sms-sender";
import { smsSenderOf } from "../../client/sms-sender-of";
import { CODE_LIFE_S, codeOf, decideSending, type Purpose, RESEND_S } from "../../domain/one-time-code";
import { phoneNumberOf } from "../../domain/phone-number";
import { PROOF_BITS } from "../../domain/proof-of-work";
import type { PhoneRefusal } from "../../domain/refusal";
import { type PhoneLoginOptions, readOptions } from "../../options";
import { type CheckedCode, checkCode } from "./code-checker";
import { CodeStore, type Database, type SentCode } from "./code-store";
import { KeyedHash } from "./keyed-hash";

/** Who asks for a code, and for what. */
export interface CodeRequest {
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
  | { kind: "refused"; reason: Extract<PhoneRefusal, "proof_invalid" | "phone_invalid" | "sms_unavailable"> };

type Reserved = { kind: "noted"; sent: SentCode; code: string } | Exclude<CodeAnswer, { kind: "sent" }>;

interface Log {
  error(message: string): void;
}

/** Sends one-time codes and checks them. Codes and numbers lie in PostgreSQL as keyed hashes, for all servers. */
export class PhoneCodesService {
  readonly #options: PhoneLoginOptions | null;
  readonly #store: CodeStore;
  readonly #hash: KeyedHash;
  readonly #sender: SmsSender | null;
  readonly #log: Log;

  constructor(container: Record<string, unknown>, options: unknown) {
    this.#options = readOptions(options);
    this.#store = new CodeStore(container[ContainerRegistrationKeys.PG_CONNECTION] as Database);
    this.#hash = new KeyedHash(this.#options?.secret ?? "");
    this.#sender = this.#options && smsSenderOf(this.#options.sms);
    this.#log = container[ContainerRegistrationKeys.LOGGER] as Log;
  }

  /** Whether the shop sends short messages at all. */
  get isOn(): boolean {
    return this.#options !== null;
  }

  /** A number in the form it is kept in, or null. */
  numberOf(typed: string): string | null {
    return phoneNumberOf(typed);
  }

  /** Sends a code, or says what has to happen before. The answer is the same for numbers with and without an account. */
  async send(request: CodeRequest, now: Date): Promise<CodeAnswer> {
    const reserved = await this.#reserve(request, now);
    if (reserved.kind !== "noted") return reserved;
    try {
      await this.#sender?.send(request.phone, reserved.code);
    } catch (error) {
      return this.#undelivered(error, reserved.sent);
    }
    return { kind: "sent", expires_in_s: CODE_LIFE_S, resend_after_s: RESEND_S };
  }

  /** Whether a code is the number's own for that purpose; a right one is used up. */
  verify(phone: string, purpose: Purpose, code: string, now: Date): Promise<CheckedCode> {
    return checkCode({ store: this.#store, hash: this.#hash }, { phone, purpose, code }, now);
  }

  #reserve({ phone, purpose, address, proof }: CodeRequest, now: Date): Promise<Reserved> {
    const limits = this.#options;
    if (limits === null) return Promise.resolve({ kind: "refused", reason: "sms_unavailable" });
    const now_s = Math.floor(now.getTime() / 1_000);
    const [phone_hash, address_hash] = [this.#hash.ofPhone(phone), this.#hash.ofAddress(address)];
    const proof_nonce = proof === undefined ? null : this.#hash.provenNonce(phone, proof, now_s);
    if (proof !== undefined && proof_nonce === null)
      return Promise.resolve({ kind: "refused", reason: "proof_invalid" });
    return this.#store.whileCounting(phone_hash, address_hash, async (store): Promise<Reserved> => {
      const recent = await store.recent(phone_hash, address_hash, now);
      const decision = decideSending(recent, limits, proof_nonce !== null);
      if (decision.kind === "wait") return decision;
      if (decision.kind === "prove") {
        const challenge = this.#hash.challenge(phone, randomBytes(16).toString("hex"), now_s);
        return { kind: "prove", challenge, bits: PROOF_BITS };
      }
      const code = codeOf(randomInt(1_000_000));
      const code_hash = this.#hash.ofCode(phone, purpose, code);
      const expires_at = new Date(now.getTime() + CODE_LIFE_S * 1_000);
      const sent = await store.note(
        { phone_hash, purpose, code_hash, expires_at },
        { address_hash, proof_nonce, now },
      );
      return sent ? { kind: "noted", sent, code } : { kind: "refused", reason: "proof_invalid" };
    });
  }

  /** The code is worth nothing, and what never left does not count. */
  async #undelivered(error: unknown, sent: SentCode): Promise<CodeAnswer> {
    if (!(error instanceof SmsFailure)) throw error;
    await this.#store.forget(sent);
    this.#log.error(error.message);
    if (error.reason === "too_often") return { kind: "wait", seconds: RESEND_S };
    return {
      kind: "refused",
      reason: error.reason === "number_refused" ? "phone_invalid" : "sms_unavailable",
    };
  }
}
