import type { MedusaContainer } from "@medusajs/framework/types";
import { sendTemplateMessage } from "../client/template-message.js";
import { WechatApiError, WechatUnreachableError } from "../client/wechat-api-error.js";
import {
  afterFailure,
  deliveryOf,
  dueAt,
  fillTemplate,
  isGathered,
  type NoticeTemplate,
} from "../domain/notice.js";
import type { OfficialAccountModuleService } from "../modules/official-account/service.js";
import type { NewNotice, Notice } from "../modules/official-account/storage/notice-store.js";
import { accountOf } from "./official-account-module.js";
import { sharedCredentials } from "./shared-credentials.js";

const AT_ONCE = 50;

/** Puts notices into the outbox, where their kind has a template, and sends what is due. */
export async function tell(container: MedusaContainer, notices: readonly NewNotice[]): Promise<void> {
  const account = accountOf(container);
  const told = new Set((await account.notices.templates()).filter(isEnabled).map(({ kind }) => kind));
  const wanted = notices.filter(({ kind }) => told.has(kind));
  const now = new Date();
  for (const notice of wanted) {
    const due_at = dueAt(notice.kind, now, account.quiet_hours);
    await account.notices.add(notice, { due_at, is_gathered: isGathered(notice.kind) }, now);
  }
  if (wanted.length > 0) await sendDueNotices(container);
}

const isEnabled = ({ is_enabled }: NoticeTemplate): boolean => is_enabled;

/** Sends what is due, in the order in which it happened. Safe on several servers at once, and again. */
export async function sendDueNotices(container: MedusaContainer): Promise<void> {
  const account = accountOf(container);
  const templates = new Map((await account.notices.templates()).map((one) => [one.kind, one]));
  for (const notice of await account.notices.claim(AT_ONCE, new Date())) {
    await sendOne(container, account, notice, templates.get(notice.kind));
  }
}

async function sendOne(
  container: MedusaContainer,
  account: OfficialAccountModuleService,
  notice: Notice,
  template: NoticeTemplate | undefined,
): Promise<void> {
  const giveUp = (reason: string) =>
    account.notices.markFailed(notice.id, { reason, errcode: null, rid: null, next_attempt_at: null });
  if (!template?.is_enabled) return giveUp("switched_off");
  const openid = await account.openidOf(notice.customer_id);
  if (openid === null) return giveUp("not_in_wechat");
  const filled = fillTemplate(template, notice.facts);
  if (filled.kind === "misfit") return giveUp(`field_does_not_fit:${filled.field}`);
  try {
    const msg_id = await sendTemplateMessage(account.client, sharedCredentials(container), {
      openid,
      template_id: template.template_id,
      url: `${account.shop_origin}${notice.path}`,
      data: filled.data,
      client_msg_id: notice.id,
    });
    await account.notices.markSent(notice.id, msg_id, new Date());
    // WeChat may say what became of it before its answer to us is written down.
    const status = await account.messages.templateStatus(openid, msg_id);
    if (status !== null) await account.notices.markDelivery(msg_id, deliveryOf(status));
  } catch (error) {
    const refusal = error instanceof WechatApiError ? error : null;
    if (!refusal && !(error instanceof WechatUnreachableError)) throw error;
    const errcode = refusal?.errcode ?? null;
    const failure = afterFailure(errcode, notice.attempts, new Date());
    await account.notices.markFailed(notice.id, {
      reason: failure.reason,
      errcode,
      rid: refusal?.rid ?? null,
      next_attempt_at: failure.kind === "retry" ? failure.at : null,
    });
  }
}
