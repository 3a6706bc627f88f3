import type { MedusaContainer } from "@medusajs/framework/types";
import { z } from "zod";
import { WechatApiError, WechatUnreachableError } from "../client/wechat-api-error.js";
import type { Answer } from "../domain/reply.js";
import { refusalOfErrcode, serviceWindow } from "../domain/service-window.js";
import { accountOf } from "./official-account-module.js";
import { sharedCredentials } from "./shared-credentials.js";

/** Who says what to whom, and on which occasion. */
export interface ServiceMessage {
  openid: string;
  answer: Answer;
  actor_id?: string;
  push_id?: string;
  reply_id?: string;
}

export type SentServiceMessage = { kind: "sent" } | { kind: "refused"; reason: string; rid: string | null };

/**
 * Sends a customer-service message while WeChat's window is open, and keeps it in the log with why it did not go out.
 * A message is tried once: WeChat's interface knows no number that would keep a second try from arriving twice.
 */
export async function sendServiceMessage(
  container: MedusaContainer,
  message: ServiceMessage,
  now: Date,
): Promise<SentServiceMessage> {
  const account = accountOf(container);
  const { openid, answer } = message;
  const failure =
    (await closedWindow(container, openid, now)) ?? (await trySending(container, openid, answer));
  await account.messages.note({
    openid,
    direction: "out",
    via: "customer_service",
    type: answer.kind,
    content: answer,
    state: failure ? "refused" : "sent",
    at: now,
    ...failure,
    ...(message.actor_id ? { actor_id: message.actor_id } : {}),
    ...(message.push_id ? { push_id: message.push_id } : {}),
    ...(message.reply_id ? { reply_id: message.reply_id } : {}),
  });
  return failure ? { kind: "refused", reason: failure.reason, rid: failure.rid ?? null } : { kind: "sent" };
}

interface Failure {
  reason: string;
  errcode?: number;
  rid?: string | null;
}

async function closedWindow(
  container: MedusaContainer,
  openid: string,
  now: Date,
): Promise<Failure | undefined> {
  const window = await windowOf(container, openid, now);
  return window.kind === "closed" ? { reason: window.reason } : undefined;
}

/** What may be sent to a follower now. */
export async function windowOf(container: MedusaContainer, openid: string, now: Date) {
  const { followers, messages } = accountOf(container);
  const follower = await followers.find(openid);
  const moment = (text: string | null | undefined) => (text ? new Date(text) : null);
  const last_message_at = moment(follower?.last_message_at);
  const last_event_at = moment(follower?.last_event_at);
  const sent = await messages.sentSince(openid, last_message_at, last_event_at);
  return serviceWindow(
    {
      is_subscribed: follower?.is_subscribed ?? false,
      last_message_at,
      last_event_at,
      sent_since_message: sent.since_message,
      sent_since_event: sent.since_event,
    },
    now,
  );
}

async function trySending(
  container: MedusaContainer,
  openid: string,
  answer: Answer,
): Promise<Failure | undefined> {
  try {
    await accountOf(container).client.call(sharedCredentials(container), {
      method: "POST",
      path: "/cgi-bin/message/custom/send",
      body: { touser: openid, ...contentOf(answer) },
      answer: z.object({}),
    });
    return undefined;
  } catch (error) {
    if (error instanceof WechatApiError) {
      return { reason: refusalOfErrcode(error.errcode), errcode: error.errcode, rid: error.rid };
    }
    if (error instanceof WechatUnreachableError) return { reason: "wechat_unavailable" };
    throw error;
  }
}

function contentOf(answer: Answer): Record<string, unknown> {
  if (answer.kind === "text") return { msgtype: "text", text: { content: answer.text } };
  const { title, description, url, picture_url } = answer;
  return { msgtype: "news", news: { articles: [{ title, description, url, picurl: picture_url }] } };
}
