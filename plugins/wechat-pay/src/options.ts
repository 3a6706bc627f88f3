import { createPrivateKey, createPublicKey, X509Certificate } from "node:crypto";
import { type AdminGrants, adminGrantsOf } from "@tengman/plugin-kit";
import { z } from "zod";
import { callJournal } from "./client/call-journal";
import { WechatPayClient } from "./client/wechat-pay-client";

/** Below WeChat's own 5 s for a notification's answer would be too strict for orders; above 10 s a shopper leaves. */
const TIMEOUT_MS = 8_000;

const publicKey = z.object({
  id: z.string().min(1),
  pem: z.string().refine(isPublicKey, "must be a PEM public key"),
});

/** WeChat cuts longer ones off. */
const words = z.string().trim().min(1).max(32);

/** The options of the plugin and of its payment provider: one and the same object in medusa-config. */
const wechatPayOptions = z.object({
  app_id: z.string().min(1),
  /** The merchant's other apps (a mini program); a `present` command may name one. */
  app_ids: z.array(z.string().min(1)).default([]),
  mch_id: z.string().min(1),
  merchant_serial: z.string().min(1),
  merchant_private_key: z.string().refine(isPrivateKey, "must be a PEM private key"),
  /** The merchant's API certificate (apiclient_cert.pem); optional: lets the configuration check see when it ends. */
  merchant_certificate: z.string().refine(isCertificate, "must be a PEM certificate").optional(),
  api_v3_key: z.string().refine((key) => Buffer.byteLength(key, "utf8") === 32, "must be exactly 32 bytes"),
  public_key_id: z.string().min(1).optional(),
  public_key: publicKey.shape.pem.optional(),
  /** More of WeChat's public keys, accepted beside the first while WeChat changes from one to the other. */
  public_keys: z.array(publicKey).default([]),
  /** Download and trust platform certificates; for merchants that WeChat gave no public key yet. */
  platform_certificates: z.boolean().default(false),
  /** Opens `GET /metrics/wechat-pay` to whoever carries it as a bearer token; absent: closed to everybody. */
  metrics_token: z.string().min(16).optional(),
  /** What receivers of transfers read, and what WeChat is told about them (scene 1005). */
  transfer_words: z
    .object({
      remark: words.default("推广佣金"),
      position: words.default("推广员"),
      reward: words.default("商品推广佣金"),
    })
    .prefault({}),
  /**
   * Makes orders so that parts of them can be shared with companies (分账). Absent, nothing is shared. `limit_bps` is how
   * much of a payment WeChat lets this merchant share; 30 % unless they agreed on another part.
   */
  profit_sharing: z.object({ limit_bps: z.number().int().min(1).max(10_000).default(3_000) }).optional(),
  /** Who may what in the admin, the same list for every plugin of the shop; see the README. */
  admin_permissions: z.record(z.string().min(1).max(200), z.array(z.string().min(1).max(60))).optional(),
  /** A service in Medusa's container that knows what transfers to people were promised; see the README. */
  transfer_books: z.string().min(1).optional(),
  base_url: z.url(),
  notify_base_url: z.url(),
});

const consistentOptions = wechatPayOptions.superRefine((options, context) => {
  if ((options.public_key_id === undefined) !== (options.public_key === undefined)) {
    context.addIssue({ code: "custom", path: ["public_key"], message: "goes together with public_key_id" });
  }
  if (
    options.public_key === undefined &&
    options.public_keys.length === 0 &&
    !options.platform_certificates
  ) {
    context.addIssue({
      code: "custom",
      path: ["public_key"],
      message: "or platform_certificates is required",
    });
  }
});

/** As the merchant writes them. */
export type WechatPayOptions = z.input<typeof wechatPayOptions>;
export type CheckedWechatPayOptions = z.output<typeof wechatPayOptions>;

/**
 * Checks the options.
 * @throws {Error} naming every option that is missing or wrong, never quoting its value
 */
export function readWechatPayOptions(given: unknown): CheckedWechatPayOptions {
  const parsed = consistentOptions.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      (issue) => `${issue.path.join(".") || "options"}: ${issue.message}`,
    );
    throw new Error(`@tengman/wechat-pay is misconfigured. ${problems.join("; ")}`);
  }
  return parsed.data;
}

/** The client that speaks for the configured merchant and reports its calls to {@link callJournal}. @param now its clock */
export function openWechatPayClient(
  given: WechatPayOptions,
  now: () => Date = () => new Date(),
): WechatPayClient {
  const options = readWechatPayOptions(given);
  return new WechatPayClient({
    app_id: options.app_id,
    mch_id: options.mch_id,
    merchant_serial: options.merchant_serial,
    merchant_private_key: createPrivateKey(options.merchant_private_key),
    api_v3_key: options.api_v3_key,
    public_keys: new Map(publicKeysOf(options).map(({ id, pem }) => [id, createPublicKey(pem)])),
    platform_certificates: options.platform_certificates,
    profit_sharing: options.profit_sharing !== undefined,
    base_url: withoutTrailingSlash(options.base_url),
    timeout_ms: TIMEOUT_MS,
    now,
    report: callJournal.report,
  });
}

/** Who may what in the admin; null when the shop has configured nothing. */
export function grantsOf({ admin_permissions }: CheckedWechatPayOptions): AdminGrants | null {
  return admin_permissions ? adminGrantsOf(admin_permissions) : null;
}

/** Every app orders may belong to. */
export function appIdsOf(options: WechatPayOptions): ReadonlySet<string> {
  return new Set([options.app_id, ...(options.app_ids ?? [])]);
}

/** Where WeChat sends what it has to say about orders, refunds and transfers. */
export function notifyUrls(options: WechatPayOptions): {
  readonly transactions: string;
  readonly refunds: string;
  readonly transfers: string;
} {
  const hooks = `${withoutTrailingSlash(options.notify_base_url)}/hooks/wechat-pay`;
  return {
    transactions: `${hooks}/transactions`,
    refunds: `${hooks}/refunds`,
    transfers: `${hooks}/transfers`,
  };
}

/** The part of the configuration that the configuration check looks at; nothing of it is secret. */
export interface ConfigurationOutline {
  readonly base_url: string;
  readonly notify_base_url: string;
  readonly mch_id: string;
  readonly merchant_serial: string;
  readonly merchant_key_bits: number;
  readonly merchant_certificate: { serial: string; valid_until: Date; fits_key: boolean } | undefined;
  readonly public_key_ids: readonly string[];
  readonly public_key_is_own: boolean;
}

/** Describes the configuration without its secrets. */
export function outlineOf(options: CheckedWechatPayOptions): ConfigurationOutline {
  const privateKey = createPrivateKey(options.merchant_private_key);
  const ownKey = createPublicKey(privateKey);
  const certificate = options.merchant_certificate
    ? new X509Certificate(options.merchant_certificate)
    : undefined;
  const named = publicKeysOf(options);
  return {
    base_url: options.base_url,
    notify_base_url: withoutTrailingSlash(options.notify_base_url),
    mch_id: options.mch_id,
    merchant_serial: options.merchant_serial,
    merchant_key_bits: privateKey.asymmetricKeyDetails?.modulusLength ?? 0,
    merchant_certificate: certificate && {
      serial: certificate.serialNumber,
      valid_until: new Date(certificate.validTo),
      fits_key: certificate.checkPrivateKey(privateKey),
    },
    public_key_ids: named.map(({ id }) => id),
    public_key_is_own: named.some(({ pem }) => createPublicKey(pem).equals(ownKey)),
  };
}

/** WeChat's public keys, the one that WeChat is asked to sign with first. */
function publicKeysOf(options: CheckedWechatPayOptions): readonly { id: string; pem: string }[] {
  const { public_key_id, public_key } = options;
  const first = public_key_id && public_key ? [{ id: public_key_id, pem: public_key }] : [];
  return [...first, ...options.public_keys];
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

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).publicKey.asymmetricKeyType === "rsa";
  } catch {
    return false;
  }
}
