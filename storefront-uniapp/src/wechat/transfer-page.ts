import type { TransferConfirmation } from "@/api/payout-types";
import { type BridgeAnswer, invokeBridge } from "./bridge";
import { insideWechat } from "./environment";
import { signPage } from "./share-card";

/**
 * Opens WeChat's page on which the receiver agrees to a transfer. `ok` says that the page was shown, not that money
 * arrived: the server asks WeChat.
 */
export async function openTransferPage(confirmation: TransferConfirmation): Promise<BridgeAnswer> {
  if (!insideWechat()) return "unavailable";
  await signPage();
  const { mchId, appId, package: given } = confirmation;
  return invokeBridge("requestMerchantTransfer", { mchId, appId, package: given });
}
