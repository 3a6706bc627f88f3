import { randomUUID } from "node:crypto";
import type { AddressInfo } from "node:net";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import type { Mail, SandboxState } from "../state/state.js";

/** More than anybody reads; the oldest go first. */
const KEPT = 500;

/** The letters that reached somebody's mailbox. */
export class Mailbox {
  constructor(
    private readonly state: SandboxState,
    private readonly changed: () => void,
  ) {}

  deliver(mail: Omit<Mail, "id">): void {
    this.state.mails = [...this.state.mails, { id: randomUUID(), ...mail }].slice(-KEPT);
    this.changed();
  }

  /** Throws every letter away. */
  empty(): void {
    this.state.mails = [];
    this.changed();
  }

  /** What an address got, the newest first; of all addresses without one. */
  read(to?: string): Mail[] {
    return this.state.mails.filter((one) => to === undefined || one.to === to.toLowerCase()).toReversed();
  }
}

/** Takes mail for everybody over SMTP, on loopback, without a password: it delivers to the mailbox and nowhere else. */
export async function openMailServer(mailbox: Mailbox, host: string) {
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    async onData(stream, session, done) {
      try {
        const { subject = "", text = "" } = await simpleParser(stream);
        for (const { address } of session.envelope.rcptTo) {
          mailbox.deliver({ to: address.toLowerCase(), subject, text: text.trim(), at: Date.now() });
        }
        done();
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    },
  });
  const listening = await new Promise<AddressInfo>((resolve, reject) => {
    server.once("error", reject);
    const { server: socket } = server;
    server.listen(0, host, () => resolve(socket.address() as AddressInfo));
  });
  const name = host.includes(":") ? `[${host}]` : host;
  return {
    smtp_url: `smtp://${name}:${listening.port}`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
