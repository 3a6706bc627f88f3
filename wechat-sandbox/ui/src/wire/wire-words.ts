import { t } from "../language/language";
import type { WireEntry } from "./use-wire";

/** A field of an `Authorization` or a `Wechatpay-…` header. */
export interface SignatureFact {
  name: string;
  value: string;
}

/** What an exchange's signatures say: who signed when with which key. */
export function signatureOf(headers: Record<string, string>): SignatureFact[] {
  const merchant = [...(headers.authorization ?? "").matchAll(/(\w+)="([^"]*)"/g)];
  if (merchant.length > 0) return merchant.map(([, name = "", value = ""]) => ({ name, value }));
  return Object.entries(headers)
    .filter(([name]) => /^wechatpay-(signature|timestamp|nonce|serial)/.test(name))
    .map(([name, value]) => ({ name, value }));
}

/** JSON with its lines; anything else as it is. */
export function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

/** How an exchange ended, in a word. */
export function outcomeOf({ answer, error, direction }: WireEntry): string {
  if (answer !== undefined) return String(answer.status);
  return direction === "person" ? "" : `${t("wire.unanswered")}${error ? ` · ${error}` : ""}`;
}
