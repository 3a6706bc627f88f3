import type { MedusaContainer } from "@medusajs/framework/types";
import { tryCallback } from "../../client/callback-trial";
import { checkConfiguration } from "../../domain/configuration-check";
import type { CallbackProbe } from "../../domain/finding";
import { shanghaiDay } from "../../domain/shanghai-day";
import type { WechatPayModuleService } from "../../modules/wechat-pay/service";
import { wechatPayOf } from "../wechat-pay-module";

const LOOK_BACK_MS = 30 * 86_400_000;
/** Days times reasons: far more than a month can have. */
const REFUSAL_ROWS = 1000;

/**
 * Answers «can this shop be paid?» by asking WeChat, the shop's own notify address and the last month's notifications.
 * @param trial also place a QR-code order over one fen at WeChat, which nobody sees, and close it: its answers are
 *   signed, so they prove the keys before there are bills
 */
export async function checkWechatPayConfiguration(container: MedusaContainer, trial: boolean) {
  const service = wechatPayOf(container);
  const { wechat, configuration } = service;
  const now = new Date();
  const [signed_call, signed_answer, certificates, transfers, apps, callback, notifications] =
    await Promise.all([
      wechat.trials.ask(),
      trial ? wechat.trials.placeAndClose(service.notifyUrls.transactions) : wechat.trials.askForBill(now),
      wechat.trials.openCertificates(),
      wechat.trials.askAboutTransfer(),
      appProbes(service),
      probeCallback(service, now),
      countNotifications(service, now),
    ]);
  const checked = checkConfiguration({
    ...configuration,
    now,
    signed_call,
    signed_answer,
    certificates,
    transfers,
    apps,
    callback,
    notifications,
  });
  return { ...checked, checked_at: now.toISOString() };
}

async function appProbes({ wechat, app_ids, notifyUrls }: WechatPayModuleService) {
  return await Promise.all(
    [...app_ids].map(async (app_id) => ({
      app_id,
      probe: await wechat.trials.orderForNobody(app_id, notifyUrls.transactions),
    })),
  );
}

/** The refusal must show up in this shop's own count: another shop's server would refuse just as well. */
async function probeCallback(service: WechatPayModuleService, now: Date): Promise<CallbackProbe> {
  const day = shanghaiDay(now);
  const before = await countRefusals(service, { day, reason: "probe" });
  const answer = await tryCallback(service.notifyUrls.transactions);
  if (answer.kind === "unreachable") {
    return answer;
  }
  const days = [day, shanghaiDay(new Date())];
  const after = await countRefusals(service, { day: days, reason: "probe" });
  return answer.refused_as_ours && after > before
    ? { kind: "reached" }
    : { kind: "elsewhere", status: answer.status };
}

async function countNotifications(service: WechatPayModuleService, now: Date) {
  const since = new Date(now.getTime() - LOOK_BACK_MS);
  const [, opened] = await service.listAndCountWechatNotifications(
    { created_at: { $gte: since } },
    { take: 1, select: ["id"] },
  );
  const reason = "resource_undecipherable";
  return { opened, sealed: await countRefusals(service, { day: { $gte: shanghaiDay(since) }, reason }) };
}

async function countRefusals(
  service: WechatPayModuleService,
  filters: { day: string | string[] | { $gte: string }; reason: string },
): Promise<number> {
  const rows = await service.listWechatNotificationRefusals(filters, {
    take: REFUSAL_ROWS,
    select: ["count"],
  });
  return rows.reduce((sum, { count }) => sum + count, 0);
}
