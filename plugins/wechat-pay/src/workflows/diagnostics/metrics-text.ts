import type { MedusaContainer } from "@medusajs/framework/types";
import { wechatTransfersOf } from "../transfers/process-transfer";
import { wechatPayOf } from "../wechat-pay-module";

/** What is counted about WeChat Pay, as Prometheus reads it: payments' module and transfers' do not know each other. */
export async function metricsText(container: MedusaContainer): Promise<string> {
  const transfers = await wechatTransfersOf(container).transfers.counts();
  return await wechatPayOf(container).metrics.text(transfers);
}
