import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import {
  type CheckedCode,
  CODE_LIFE_S,
  type Database,
  OneTimeCodes,
  RESEND_S,
  type SentCode,
} from "@tengman/plugin-kit";
import { MailSender } from "../../client/mail-sender";
import type { Purpose } from "../../domain/purpose";
import { type AccountsOptions, readOptions } from "../../options";

/** Who asks for a code, and for what. */
export interface EmailCodeRequest {
  /** In the form it is kept in. */
  email: string;
  purpose: Purpose;
  /** The network address as it is counted. */
  address: string;
  proof?: string | undefined;
}

export type EmailCodeAnswer =
  | { kind: "sent"; expires_in_s: number; resend_after_s: number }
  | { kind: "prove"; challenge: string; bits: number }
  | { kind: "wait"; seconds: number }
  | { kind: "refused"; reason: "proof_invalid" | "email_login_off" };

interface Log {
  error(message: string): void;
}

/** Mails one-time codes. The answer leaves before the mail does: neither its success nor its time tells anything. */
export class EmailCodesService {
  readonly #options: AccountsOptions | null;
  readonly #codes: OneTimeCodes | null;
  readonly #sender: MailSender | null;
  readonly #log: Log;

  constructor(container: Record<string, unknown>, options: unknown) {
    const read = readOptions(options);
    this.#options = read;
    this.#log = container[ContainerRegistrationKeys.LOGGER] as Log;
    this.#sender = read && new MailSender(read.mail);
    this.#codes =
      read &&
      new OneTimeCodes({
        database: container[ContainerRegistrationKeys.PG_CONNECTION] as Database,
        table: "email_code",
        secret: read.secret,
        limits: { codes_of_subject: read.codes_of_email, codes_of_address: read.codes_of_address },
      });
  }

  /** Whether the shop sends mail at all. */
  get isOn(): boolean {
    return this.#codes !== null;
  }

  /** The shop's mails, for whoever else has to send one; null where it sends none. */
  get mail(): MailSender | null {
    return this.#sender;
  }

  /** Mails a code, or says what has to happen before. The same for addresses with and without an account. */
  async send({ email, ...request }: EmailCodeRequest, now: Date): Promise<EmailCodeAnswer> {
    const reserved = await this.#codes?.reserve({ subject: email, ...request }, now);
    if (reserved === undefined) return { kind: "refused", reason: "email_login_off" };
    if (reserved.kind !== "reserved") return reserved;
    void this.#mail(email, reserved.code, reserved.sent);
    return { kind: "sent", expires_in_s: CODE_LIFE_S, resend_after_s: RESEND_S };
  }

  /** Whether a code is the address's own for that purpose; a right one is used up. */
  async verify(email: string, purpose: Purpose, code: string, now: Date): Promise<CheckedCode> {
    const checked = await this.#codes?.verify(email, purpose, code, now);
    return checked ?? { kind: "refused", reason: "code_expired" };
  }

  async #mail(email: string, code: string, sent: SentCode): Promise<void> {
    const shop = this.#options?.shop_name ?? "";
    const text = `您的验证码为 ${code}，5 分钟内有效，请勿告知他人。\n\n如果不是您本人操作，请忽略这封邮件。\n\n${shop}`;
    try {
      await this.#sender?.send(email, `【${shop}】验证码 ${code}`, text);
    } catch (error) {
      const code_of_smtp = (error as { code?: string }).code ?? "unknown";
      this.#log.error(`A mail with a code did not leave: ${code_of_smtp}`);
      await this.#codes?.forget(sent).catch(() => undefined);
    }
  }
}
