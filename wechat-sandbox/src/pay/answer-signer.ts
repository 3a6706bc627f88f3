import { randomBytes } from "node:crypto";
import type { NamedKey } from "./platform-key-ring.js";
import { answerMessage, signMessage } from "./signature.js";

/** How a signature may be spoiled on purpose. */
export type SignatureFault = "forged_signature" | "stale_timestamp" | "unknown_serial" | "signtest";

const STALE_MS = 301_000;

/** Signs what WeChat sends, or spoils the signature in one named way and leaves the rest true. */
export class AnswerSigner {
  /** @param keyFor the key to sign with, for a caller that named one in `Wechatpay-Serial` or did not. */
  constructor(private readonly keyFor: (named?: string) => NamedKey) {}

  /** The `Wechatpay-*` headers for a body. */
  headers(body: string, now: number, fault?: string, named?: string): Record<string, string> {
    const { serial, key } = this.keyFor(named);
    const at = fault === "stale_timestamp" ? now - STALE_MS : now;
    const timestamp = String(Math.floor(at / 1000));
    const nonce = randomBytes(16).toString("hex");
    const signature = signMessage(key, answerMessage(timestamp, nonce, body));
    return {
      "Wechatpay-Timestamp": timestamp,
      "Wechatpay-Nonce": nonce,
      "Wechatpay-Serial": fault === "unknown_serial" ? `PUB_KEY_ID_0${"9".repeat(27)}` : serial,
      "Wechatpay-Signature": spoil(signature, fault),
      "Wechatpay-Signature-Type": "WECHATPAY2-SHA256-RSA2048",
    };
  }
}

function spoil(signature: string, fault: string | undefined): string {
  if (fault === "signtest") return `WECHATPAY/SIGNTEST/${signature}`;
  if (fault !== "forged_signature") return signature;
  const bytes = Buffer.from(signature, "base64");
  const middle = bytes.length >> 1;
  bytes[middle] = (bytes[middle] ?? 0) ^ 0xff;
  return bytes.toString("base64");
}
