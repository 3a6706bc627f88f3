import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { SmsInbox } from "../sms/inbox.js";
import type { Serve } from "./serve.js";

/** What the inboxes' routes read from. */
export interface InboxControlRoom {
  sms_inbox: SmsInbox;
}

const query = z.object({ phone: z.string().optional() });

/** What reached people's phones, as tests and the page of all inboxes read it. */
export function registerInbox(app: FastifyInstance, { sms_inbox }: InboxControlRoom, serve: Serve): void {
  app.get(
    "/__control/short-messages",
    serve((asked) => ({ short_messages: sms_inbox.read(query.parse(asked.query).phone) })),
  );
}
