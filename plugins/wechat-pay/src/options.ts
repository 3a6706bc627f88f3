import { createPrivateKey, createPublicKey } from "node:crypto";
import { z } from "zod";
import { WechatPayClient } from "./client/wechat-pay-client";

/** Below WeChat's own 5 s for a notification's answer would be too strict for orders; above 10 s a shopper leaves. */
const TIMEOUT_MS = 8_000;

/** The options of the plugin and of its payment provider: one and the same object in medusa-config. */
const wechatPayOptions = z.object({
  app_id: z.string().min(1),
  mch_id: z.string().min(1),
  merchant_serial: z.string().min(1),
  merchant_private_key: z.string().refine(isPrivateKey, "must be a PEM private key"),
  api_v3_key: z.string().refine((key) => Buffer.byteLength(key, "utf8") === 32, "must be exactly 32 bytes"),
  public_key_id: z.string().min(1),
  public_key: z.string().refine(isPublicKey, "must be a PEM public key"),
  base_url: z.url(),
  notify_base_url: z.url(),
});

export type WechatPayOptions = z.infer<typeof wechatPayOptions>;

/**
 * Checks the options.
 * @throws {Error} naming every option that is missing or wrong, never quoting its value
 */
export function readWechatPayOptions(given: unknown): WechatPayOptions {
  const parsed = wechatPayOptions.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      (issue) => `${issue.path.join(".") || "options"}: ${issue.message}`,
    );
    throw new Error(`@tengman/wechat-pay is misconfigured. ${problems.join("; ")}`);
  }
  return parsed.data;
}

/** The client that speaks for the configured merchant. */
export function openWechatPayClient(options: WechatPayOptions): WechatPayClient {
  return new WechatPayClient({
    app_id: options.app_id,
    mch_id: options.mch_id,
    merchant_serial: options.merchant_serial,
    merchant_private_key: createPrivateKey(options.merchant_private_key),
    api_v3_key: options.api_v3_key,
    public_key_id: options.public_key_id,
    public_keys: new Map([[options.public_key_id, createPublicKey(options.public_key)]]),
    base_url: withoutTrailingSlash(options.base_url),
    timeout_ms: TIMEOUT_MS,
    now: () => new Date(),
  });
}

/** Where WeChat sends what it has to say about orders and refunds. */
export function notifyUrls(options: WechatPayOptions): {
  readonly transactions: string;
  readonly refunds: string;
} {
  const hooks = `${withoutTrailingSlash(options.notify_base_url)}/hooks/wechat-pay`;
  return { transactions: `${hooks}/transactions`, refunds: `${hooks}/refunds` };
}

function withoutTrailingSlash(url: string): string {
  return url.replace(/\/+$/, "");
}

function isPrivateKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === "rsa";
  } catch {
    return false;
  }
}

function isPublicKey(pem: string): boolean {
  try {
    return createPublicKey(pem).asymmetricKeyType === "rsa";
  } catch {
    return false;
  }
}
