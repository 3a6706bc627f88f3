import { z } from "zod";
import { type Disbelief, disbelief, type WechatPublicKeys } from "./authenticity";
import { decryptResource } from "./resource-cipher";

/** A notification that WeChat signed and whose resource could be opened. */
export interface AuthenticNotification {
  readonly notification_id: string;
  readonly event_type: string;
  readonly original_type: string;
  readonly created_at: string;
  /** The decrypted resource, parsed but not yet understood. */
  readonly resource: unknown;
}

export type NotificationRefusal = Disbelief | "body_malformed" | "resource_undecipherable";

export type NotificationReading =
  | { readonly kind: "authentic"; readonly notification: AuthenticNotification }
  | { readonly kind: "refused"; readonly reason: NotificationRefusal };

const envelope = z.object({
  id: z.string().min(1).max(64),
  create_time: z.string().max(64),
  event_type: z.string().min(1).max(64),
  resource: z.object({
    algorithm: z.literal("AEAD_AES_256_GCM"),
    original_type: z.string().max(64).optional(),
    ciphertext: z.string().min(1),
    nonce: z.string().min(1).max(32),
    associated_data: z.string().max(64).optional(),
  }),
});

export interface IncomingNotification {
  /** The request's body exactly as it came over the wire. */
  readonly body: Buffer;
  /** The request's headers with lower-case names, as Node gives them. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/**
 * Verifies and opens a notification: signature over the raw bytes, ±5 minutes, known serial, then AES-256-GCM.
 * @returns a value in every case; nothing a stranger sends makes it throw
 */
export function readNotification(
  incoming: IncomingNotification,
  trust: { readonly keys: WechatPublicKeys; readonly api_v3_key: string },
  now: Date,
): NotificationReading {
  const single = (name: string): string | undefined => {
    const value = incoming.headers[name];
    return typeof value === "string" ? value : undefined;
  };
  const doubt = disbelief(
    {
      timestamp: single("wechatpay-timestamp"),
      nonce: single("wechatpay-nonce"),
      serial: single("wechatpay-serial"),
      signature: single("wechatpay-signature"),
    },
    incoming.body,
    trust.keys,
    now,
  );
  if (doubt) {
    return { kind: "refused", reason: doubt };
  }
  return open(incoming.body, trust.api_v3_key);
}

function open(body: Buffer, apiV3Key: string): NotificationReading {
  const parsed = envelope.safeParse(parseJson(body.toString("utf8")));
  if (!parsed.success) {
    return { kind: "refused", reason: "body_malformed" };
  }
  const plaintext = decryptResource(parsed.data.resource, apiV3Key);
  const resource = plaintext === undefined ? undefined : parseJson(plaintext);
  if (resource === undefined) {
    return { kind: "refused", reason: "resource_undecipherable" };
  }
  return {
    kind: "authentic",
    notification: {
      notification_id: parsed.data.id,
      event_type: parsed.data.event_type,
      original_type: parsed.data.resource.original_type ?? "",
      created_at: parsed.data.create_time,
      resource,
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
