import type { MedusaContainer } from "@medusajs/framework/types";
import { insightsOf } from "./insights-module";

/** A file that goes with a mail. */
export interface Attachment {
  readonly filename: string;
  readonly content: string;
}

/** What the service behind the option `mail` has in its field `mail`; null where the shop sends none. */
interface MailPort {
  mail: {
    send(to: string, subject: string, text: string, attachments?: readonly Attachment[]): Promise<void>;
  } | null;
}

/** Sends a mail. @returns a word for why it did not leave; null when it did */
export async function sendMail(
  container: MedusaContainer,
  mail: { to: string; subject: string; text: string; attachments?: readonly Attachment[] },
): Promise<string | null> {
  const { options } = insightsOf(container);
  const port =
    options.mail && container.resolve<MailPort | undefined>(options.mail, { allowUnregistered: true })?.mail;
  if (!port) return "mail_off";
  try {
    await port.send(mail.to, mail.subject, mail.text, mail.attachments);
    return null;
  } catch (error) {
    return String((error as { code?: unknown }).code ?? "mail_failed").toLowerCase();
  }
}
