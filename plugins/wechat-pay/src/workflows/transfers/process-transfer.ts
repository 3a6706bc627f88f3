import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { readTransfer } from "../../client/transfer-bills";
import { WECHAT_TRANSFERS_MODULE } from "../../modules/wechat-transfers";
import type { WechatTransfersService } from "../../modules/wechat-transfers/service";
import type { NotificationOutcome } from "../payments/notification-outcome";

/** What whoever promised the money listens to: `{ outward_number }`. It only hastens their next question. */
const TRANSFER_CHANGED = "payout_provider.transfer_changed";

/** The module that moves money to people, typed. */
export function wechatTransfersOf(container: MedusaContainer): WechatTransfersService {
  return container.resolve<WechatTransfersService>(WECHAT_TRANSFERS_MODULE);
}

/** The notification only wakes us: what is believed is the query, and then whoever promised the money is woken. */
export async function processTransfer(
  container: MedusaContainer,
  resource: unknown,
): Promise<NotificationOutcome> {
  const report = readTransfer(resource);
  if (!report) {
    return { state: "rejected", reason: "resource_malformed" };
  }
  if (!(await wechatTransfersOf(container).refresh(report.out_bill_no))) {
    // Somebody transferred in WeChat's merchant platform: the shop's books do not know, so the merchant is told.
    return { state: "rejected", reason: "transfer_unknown" };
  }
  await announceTransfer(container, report.out_bill_no);
  return { state: "processed", outcome: "transfer_recorded" };
}

/** Tells whoever promised the money that the transfer of a number may stand differently. */
export async function announceTransfer(container: MedusaContainer, outward_number: string): Promise<void> {
  const events = container.resolve(Modules.EVENT_BUS);
  await events.emit({ name: TRANSFER_CHANGED, data: { outward_number } });
}
