import { createTransport, type Transporter } from "nodemailer";

const PATIENCE_MS = 10_000;

/** Sends the shop's mails over SMTP. */
export class MailSender {
  readonly #transport: Transporter;
  readonly #from: string;

  constructor({ smtp_url, from }: { smtp_url: string; from: string }) {
    const { protocol, hostname, port, username, password } = new URL(smtp_url);
    const secure = protocol === "smtps:";
    this.#from = from;
    this.#transport = createTransport({
      host: hostname,
      port: port === "" ? (secure ? 465 : 587) : Number(port),
      secure,
      connectionTimeout: PATIENCE_MS,
      greetingTimeout: PATIENCE_MS,
      socketTimeout: PATIENCE_MS,
      ...(username === ""
        ? {}
        : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    });
  }

  /** @throws whatever SMTP answered */
  async send(
    to: string,
    subject: string,
    text: string,
    attachments: readonly { readonly filename: string; readonly content: string }[] = [],
  ): Promise<void> {
    const files = attachments.map(({ filename, content }) => ({
      filename,
      content,
      contentType: "text/csv",
    }));
    await this.#transport.sendMail({ from: this.#from, to, subject, text, attachments: files });
  }
}
