import { z } from "zod";
import type { OfficialAccountClient } from "./official-account-client.js";
import type { SharedCredentials } from "./shared-credentials.js";

/** One template message. `client_msg_id` keeps a second try from arriving twice. */
export interface TemplateMessage {
  openid: string;
  template_id: string;
  url: string;
  data: Readonly<Record<string, string>>;
  client_msg_id: string;
}

const answerShape = z.object({ msgid: z.union([z.number(), z.string()]).transform(String) });

/** Sends a template message. @returns WeChat's number of it; throws what {@link OfficialAccountClient.call} throws */
export async function sendTemplateMessage(
  client: OfficialAccountClient,
  shared: SharedCredentials,
  message: TemplateMessage,
): Promise<string> {
  const data = Object.fromEntries(Object.entries(message.data).map(([name, value]) => [name, { value }]));
  const { msgid } = await client.call(shared, {
    method: "POST",
    path: "/cgi-bin/message/template/send",
    body: {
      touser: message.openid,
      template_id: message.template_id,
      url: message.url,
      client_msg_id: message.client_msg_id,
      data,
    },
    answer: answerShape,
  });
  return msgid;
}
