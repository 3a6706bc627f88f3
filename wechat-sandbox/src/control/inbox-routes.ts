import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Mailbox } from "../mail/mail-server.js";
import type { SmsInbox } from "../sms/inbox.js";
import type { Serve } from "./serve.js";

/** What the inboxes' routes read from. */
export interface InboxControlRoom {
  sms_inbox: SmsInbox;
  mailbox: Mailbox;
}

const query = z.object({ phone: z.string().optional(), to: z.string().optional() });

/** What reached people's phones, as tests and the page of all inboxes read it. */
export function registerInbox(
  app: FastifyInstance,
  { sms_inbox, mailbox }: InboxControlRoom,
  serve: Serve,
): void {
  app.get(
    "/__control/short-messages",
    serve((asked) => ({ short_messages: sms_inbox.read(query.parse(asked.query).phone) })),
  );
  app.get(
    "/__control/mails",
    serve((asked) => ({ mails: mailbox.read(query.parse(asked.query).to) })),
  );
  app.delete(
    "/__control/mails",
    serve(() => {
      mailbox.empty();
      return { mails: [] };
    }),
  );
}
