import type { PaymentBridge } from "@/api/pay-types";
import { type BridgeAnswer, invokeBridge } from "./bridge";

/** Opens WeChat's pay sheet and waits for what it says, which proves nothing. */
export function openPaySheet(parameters: PaymentBridge): Promise<BridgeAnswer> {
  return invokeBridge("getBrandWCPayRequest", parameters);
}
