import type { PaymentChannel } from "@/api/pay-types";

/**
 * How somebody pays here: WeChat's own pay sheet inside WeChat, WeChat's page in any other browser of a phone, and a
 * code to scan where there is no WeChat app to open.
 */
export function channelFor(userAgent: string): PaymentChannel {
  if (/MicroMessenger/i.test(userAgent)) return "jsapi";
  return /Android|iPhone|iPad|iPod|HarmonyOS|Mobile/i.test(userAgent) ? "h5" : "native";
}
