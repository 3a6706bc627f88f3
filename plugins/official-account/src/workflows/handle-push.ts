import type { MedusaContainer } from "@medusajs/framework/types";
import { deliveryOf } from "../domain/notice.js";
import { type PushMessage, sceneOf } from "../domain/push-message.js";
import { type Answer, chooseReply } from "../domain/reply.js";
import type { OfficialAccountModuleService } from "../modules/official-account/service.js";
import type { WaitingPush } from "../modules/official-account/storage/push-store.js";
import type { SceneCode } from "../modules/official-account/storage/scene-store.js";
import { accountOf } from "./official-account-module.js";

/** What a push is answered. */
export interface PushAnswer {
  reply_id: string | null;
  answer: Answer;
}

/** Events that open the short window for customer-service messages. */
const OPENING_EVENTS: readonly string[] = ["subscribe", "scan", "click"];

/** Does what a push is about: who follows, what was said, what is answered. Doing it again changes nothing. */
export async function handlePush(
  container: MedusaContainer,
  { id, message }: WaitingPush,
): Promise<PushAnswer | null> {
  const account = accountOf(container);
  const is_new_follower = await followEvent(account, message);
  const code = await scannedCode(account, id, message, is_new_follower);
  await account.messages.note({
    openid: message.openid,
    direction: "in",
    via: "push",
    type: message.event ?? message.type,
    content: saidIn(message),
    push_id: id,
    state: "received",
    at: message.sent_at,
  });
  if (message.template) {
    await account.notices.markDelivery(message.template.msg_id, deliveryOf(message.template.status));
  }
  const reply = chooseReply(await account.replies.list(), message, message.sent_at);
  const invitation = code?.kind === "share_token" ? invitationTo(account, code.scene) : null;
  // What the merchant wrote for this very scene, or for all scans with the link in it, is the offer; else ours is.
  if (invitation && !(reply?.kind === "scan" && hasPlace(reply.answer))) {
    return { reply_id: null, answer: { kind: "text", text: offerOf(invitation) } };
  }
  return (
    reply && { reply_id: reply.id, answer: invitation ? placed(reply.answer, invitation) : reply.answer }
  );
}

/** Where a rule's text takes the link with the share token. */
const PLACE = "{invite_link}";

const hasPlace = (answer: Answer): boolean => answer.kind === "text" && answer.text.includes(PLACE);

const placed = (answer: Answer, link: string): Answer =>
  answer.kind === "text" ? { ...answer, text: answer.text.replaceAll(PLACE, link) } : answer;

/** The shop's page that shows who invites and lets the person decide. */
const invitationTo = ({ shop_origin }: OfficialAccountModuleService, share_token: string): string =>
  `${shop_origin}/?st=${encodeURIComponent(share_token)}`;

const offerOf = (link: string): string =>
  `欢迎关注！这是朋友分享给您的店铺：\n${link}\n打开后由您决定是否接受邀请，不接受也可以正常购物。`;

/** Counts the scan of a code; a follower's second scan of it is one more scan and no new follower. */
async function scannedCode(
  { scenes }: OfficialAccountModuleService,
  push_id: string,
  message: PushMessage,
  is_new_follower: boolean,
): Promise<SceneCode | null> {
  const scene = sceneOf(message);
  const code = scene === null ? null : await scenes.find(scene);
  if (!code) return null;
  await scenes.noteScan({
    push_id,
    scene: code.scene,
    openid: message.openid,
    is_new_follower,
    at: message.sent_at,
  });
  return code;
}

/** @returns whether somebody follows who never had */
async function followEvent(
  { followers }: OfficialAccountModuleService,
  message: PushMessage,
): Promise<boolean> {
  const { openid, event, sent_at } = message;
  if (event === "subscribe") return await followers.follow(openid, sceneOf(message), sent_at);
  if (event === "unsubscribe") await followers.unfollow(openid, sent_at);
  else if (event === null) await followers.meet(openid, "message", sent_at);
  else if (OPENING_EVENTS.includes(event)) await followers.meet(openid, "event", sent_at);
  return false;
}

function saidIn({ text, picture_url, event_key, template }: PushMessage): Record<string, unknown> {
  return {
    ...(text === null ? {} : { text }),
    ...(picture_url === null ? {} : { picture_url }),
    ...(event_key === null ? {} : { key: event_key }),
    ...(template === null ? {} : template),
  };
}
