import { type MessageKey, t } from "../language/language";
import { zh } from "../language/zh";

const inWords = (key: string, otherwise: MessageKey): string =>
  t(key in zh ? (key as MessageKey) : otherwise);

/** Why WeChat would not open or finish a payment, in the words a payer sees. */
export function paymentRefusal(reason: string, otherwise: MessageKey = "refusal.payment"): string {
  return inWords(`refusal.${reason}`, otherwise);
}

/** Why a transfer cannot be accepted, in the words its reader sees. */
export function transferRefusal(reason: string): string {
  return inWords(`transfer-refusal.${reason}`, "transfer-refusal.other");
}

/** How a sheet that asks for money ended: the page hears `result`, its reader sees `words`. */
export interface MoneyOutcome {
  result: "ok" | "cancel" | "fail";
  words?: string;
}
