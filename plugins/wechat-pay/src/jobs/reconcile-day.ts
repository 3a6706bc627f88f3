import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { latestBilledDay } from "../domain/shanghai-day";
import { WECHAT_PAY_MODULE } from "../modules/wechat-pay";
import type { WechatPayModuleService } from "../modules/wechat-pay/service";
import { reconcileDayWorkflow } from "../workflows";

/** A failed day is tried again after this long: WeChat may still have been writing its bills. */
const RETRY_MS = 30 * 60_000;

/**
 * Compares yesterday with WeChat's bills, from 10:30 in China on. It looks every five minutes rather than at one
 * moment, so that neither the server's time zone nor a restart at that moment loses a day.
 */
export default async function reconcileDay(container: MedusaContainer): Promise<void> {
  const now = new Date();
  const day = latestBilledDay(now);
  const service = container.resolve<WechatPayModuleService>(WECHAT_PAY_MODULE);
  const [known] = await service.listWechatReconciliationDays({ day }, { take: 1 });
  const isRecent = known && now.getTime() - new Date(known.reconciled_at).getTime() < RETRY_MS;
  if (known && (known.state !== "failed" || isRecent)) {
    return;
  }
  const { result } = await reconcileDayWorkflow(container).run({ input: { day } });
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER);
  logger.info(`WeChat Pay: ${day} ${result.state}, ${result.difference_count} differences`);
}

export const config = {
  name: "wechat-pay-reconcile-day",
  schedule: { interval: 5 * 60_000, concurrency: "forbid" },
};
