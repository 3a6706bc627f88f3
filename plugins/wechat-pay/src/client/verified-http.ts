import { disbelief, type WechatPublicKeys } from "./authenticity";
import { WechatPayError } from "./errors";

/** The host wechatpay-node-v3 has hard-coded; every URL it builds starts with it. */
export const LIBRARY_HOST = "https://api.mch.weixin.qq.com";

/** No answer of the JSON interfaces comes near this; more is not read. */
const ANSWER_LIMIT_BYTES = 1024 * 1024;

export interface VerifiedHttpSettings {
  readonly base_url: string;
  readonly keys: WechatPublicKeys;
  /** Sent as `Wechatpay-Serial`: asks WeChat to sign with this public key. */
  readonly public_key_id: string;
  readonly timeout_ms: number;
  readonly now: () => Date;
}

/** What wechatpay-node-v3 hands back: a status and the parsed body. */
export interface VerifiedAnswer {
  readonly status: number;
  readonly data?: unknown;
}

/**
 * The HTTP below wechatpay-node-v3: rewrites the host, sets timeouts, refuses redirects, and believes a 2xx only
 * when its signature over the raw bytes holds and is fresh. Everything else becomes a {@link WechatPayError}.
 */
export class VerifiedHttp {
  constructor(private readonly settings: VerifiedHttpSettings) {}

  async get(url: string, headers: Record<string, unknown>): Promise<VerifiedAnswer> {
    return await this.send("GET", url, headers, undefined);
  }

  async post(
    url: string,
    params: Record<string, unknown> | undefined,
    headers: Record<string, unknown>,
  ): Promise<VerifiedAnswer> {
    return await this.send("POST", url, headers, params === undefined ? "" : JSON.stringify(params));
  }

  /** Uploads are signed in another way and nothing here needs them. */
  async upload(url: string): Promise<VerifiedAnswer> {
    throw new WechatPayError({
      failure: "unreachable",
      operation: operationOf("UPLOAD", url),
      reason: "unsupported",
    });
  }

  private async send(
    method: string,
    url: string,
    headers: Record<string, unknown>,
    body: string | undefined,
  ): Promise<VerifiedAnswer> {
    const operation = operationOf(method, url);
    const { answer, raw } = await this.exchange(operation, method, url, headers, body);
    const requestId = answer.headers.get("request-id") ?? undefined;
    if (answer.status < 200 || answer.status >= 300) {
      throw new WechatPayError({
        failure: answer.status >= 300 && answer.status < 400 ? "unreachable" : "refused",
        operation,
        status: answer.status,
        ...optional("code", hintedCode(raw)),
        ...optional("request_id", requestId),
      });
    }
    this.believe(operation, answer, raw, requestId);
    if (raw.length === 0) {
      return { status: answer.status };
    }
    return { status: answer.status, data: JSON.parse(raw.toString("utf8")) };
  }

  private async exchange(
    operation: string,
    method: string,
    url: string,
    headers: Record<string, unknown>,
    body: string | undefined,
  ): Promise<{ answer: Response; raw: Buffer }> {
    try {
      const answer = await fetch(this.settings.base_url + pathOf(url), {
        method,
        headers: {
          ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
          "Accept-Encoding": "identity",
          "Wechatpay-Serial": this.settings.public_key_id,
        },
        ...(body === undefined ? {} : { body }),
        redirect: "manual",
        signal: AbortSignal.timeout(this.settings.timeout_ms),
      });
      return { answer, raw: await readLimited(answer) };
    } catch (error) {
      // Only the kind of failure is kept: fetch errors may quote the request.
      const reason = error instanceof Error ? error.name : "unknown";
      throw new WechatPayError({ failure: "unreachable", operation, reason });
    }
  }

  private believe(operation: string, answer: Response, raw: Buffer, requestId: string | undefined): void {
    const header = (name: string): string | undefined => answer.headers.get(name) ?? undefined;
    const doubt = disbelief(
      {
        timestamp: header("wechatpay-timestamp"),
        nonce: header("wechatpay-nonce"),
        serial: header("wechatpay-serial"),
        signature: header("wechatpay-signature"),
      },
      raw,
      this.settings.keys,
      this.settings.now(),
    );
    if (doubt) {
      throw new WechatPayError({
        failure: "unauthentic",
        operation,
        status: answer.status,
        reason: doubt,
        ...optional("request_id", requestId),
      });
    }
  }
}

/** The path and query that are signed and sent, byte for byte. */
export function pathOf(url: string): string {
  return url.startsWith(LIBRARY_HOST) ? url.slice(LIBRARY_HOST.length) : url;
}

/** Names a call without order numbers, so that it may be logged. */
function operationOf(method: string, url: string): string {
  const path = pathOf(url).split("?")[0] ?? "";
  return `${method} ${path.replace(/\/(out-trade-no|refunds|id)\/[^/]+/, "/$1/…")}`;
}

function hintedCode(raw: Buffer): string | undefined {
  try {
    const code: unknown = (JSON.parse(raw.toString("utf8")) as { code?: unknown } | null)?.code;
    return typeof code === "string" && /^[A-Z0-9_]{1,64}$/.test(code) ? code : undefined;
  } catch {
    return undefined;
  }
}

async function readLimited(answer: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = answer.body?.getReader();
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    size += read.value.length;
    if (size > ANSWER_LIMIT_BYTES) {
      throw new RangeError("answer too large");
    }
    chunks.push(read.value);
  }
  return Buffer.concat(chunks);
}

function optional<K extends string>(key: K, value: string | undefined): { [P in K]?: string } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: string };
}
