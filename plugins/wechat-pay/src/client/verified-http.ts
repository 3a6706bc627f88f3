import { disbelief } from "./authenticity";
import { answerFacts, askedFen, failureFacts, numbersOf } from "./call-facts";
import type { ReadReport } from "./call-journal";
import { WechatPayError } from "./errors";
import type { TrustedKeys } from "./trusted-keys";

/** The host wechatpay-node-v3 has hard-coded; every URL it builds starts with it. */
export const LIBRARY_HOST = "https://api.mch.weixin.qq.com";

/** No answer of the JSON interfaces comes near this; more is not read. */
const ANSWER_LIMIT_BYTES = 1024 * 1024;

export interface VerifiedHttpSettings {
  readonly base_url: string;
  /** The preferred one's serial is sent as `Wechatpay-Serial`: asks WeChat to sign with it. */
  readonly keys: TrustedKeys;
  readonly timeout_ms: number;
  readonly now: () => Date;
  /** Hears of every finished call. */
  readonly report: ReadReport;
}

/** What wechatpay-node-v3 hands back: a status and the parsed body. */
export interface VerifiedAnswer {
  readonly status: number;
  readonly data?: unknown;
  readonly request_id?: string;
}

/**
 * The HTTP below wechatpay-node-v3: rewrites the host, sets timeouts, refuses redirects, and believes a 2xx only
 * when its signature over the raw bytes holds and is fresh. Everything else becomes a {@link WechatPayError}.
 */
export class VerifiedHttp {
  constructor(private readonly settings: VerifiedHttpSettings) {}

  async get(url: string, headers: Record<string, unknown>): Promise<VerifiedAnswer> {
    return await this.reported("GET", url, undefined, () => this.send("GET", url, headers, undefined));
  }

  async post(
    url: string,
    params: Record<string, unknown> | undefined,
    headers: Record<string, unknown>,
  ): Promise<VerifiedAnswer> {
    const body = params === undefined ? "" : JSON.stringify(params);
    return await this.reported("POST", url, params, () => this.send("POST", url, headers, body));
  }

  /** Uploads are signed in another way and nothing here needs them. */
  async upload(url: string): Promise<VerifiedAnswer> {
    throw new WechatPayError({
      failure: "unreachable",
      operation: operationOf("UPLOAD", url),
      reason: "unsupported",
    });
  }

  private async reported(
    method: string,
    url: string,
    params: Record<string, unknown> | undefined,
    call: () => Promise<VerifiedAnswer>,
  ): Promise<VerifiedAnswer> {
    const at = this.settings.now();
    const began = performance.now();
    const finish = () => ({
      operation: operationOf(method, url),
      at,
      duration_ms: Math.round(performance.now() - began),
      ...askedFen(params),
      ...numbersOf(pathOf(url), params),
    });
    try {
      const answer = await call();
      const { status, data, request_id } = answer;
      const facts = { outcome: "accepted" as const, status, ...optional("request_id", request_id) };
      this.settings.report({ ...finish(), ...facts, ...answerFacts(data) });
      return answer;
    } catch (error) {
      this.settings.report({ ...finish(), ...failureFacts(error) });
      throw error;
    }
  }

  private async send(
    method: string,
    url: string,
    headers: Record<string, unknown>,
    body: string | undefined,
  ): Promise<VerifiedAnswer> {
    const operation = operationOf(method, url);
    await this.settings.keys.ready();
    const { answer, raw } = await this.exchange(
      operation,
      method,
      url,
      headers,
      body,
      this.settings.timeout_ms,
    );
    const requestId = answer.headers.get("request-id") ?? undefined;
    const doubt = await this.doubtAfterRenewal(answer, raw);
    if (doubt) {
      throw new WechatPayError({
        failure: "unauthentic",
        operation,
        status: answer.status,
        reason: doubt,
        ...optional("request_id", requestId),
      });
    }
    return { ...parsed(operation, answer.status, raw), ...optional("request_id", requestId) };
  }

  /**
   * A signed GET whose answer carries no signature: a bill's file, whose hash was signed before, or the platform
   * certificates, which only the APIv3 key opens. The caller proves the content.
   * @param use reads the body, within the limits of size and time that this sets
   */
  async getUnsigned<T>(
    url: string,
    headers: Record<string, unknown>,
    limits: { readonly bytes: number; readonly timeout_ms: number },
    use: (chunks: AsyncIterable<Uint8Array>) => Promise<T>,
  ): Promise<T> {
    const operation = operationOf("GET", url);
    const at = this.settings.now();
    const began = performance.now();
    const finish = () => ({ operation, at, duration_ms: Math.round(performance.now() - began) });
    try {
      const used = await this.reaching(operation, async () => {
        const answer = await this.request("GET", url, headers, undefined, limits.timeout_ms);
        if (answer.status !== 200) {
          throw refusal(operation, answer, await readLimited(answer, ANSWER_LIMIT_BYTES));
        }
        return await use(chunksOf(answer, limits.bytes));
      });
      this.settings.report({ ...finish(), outcome: "accepted", status: 200 });
      return used;
    } catch (error) {
      this.settings.report({ ...finish(), ...failureFacts(error) });
      throw error;
    }
  }

  private async exchange(
    operation: string,
    method: string,
    url: string,
    headers: Record<string, unknown>,
    body: string | undefined,
    timeoutMs: number,
  ): Promise<{ answer: Response; raw: Buffer }> {
    return await this.reaching(operation, async () => {
      const answer = await this.request(method, url, headers, body, timeoutMs);
      const raw = await readLimited(answer, ANSWER_LIMIT_BYTES);
      if (answer.status < 200 || answer.status >= 300) {
        throw refusal(operation, answer, raw);
      }
      return { answer, raw };
    });
  }

  private async request(
    method: string,
    url: string,
    headers: Record<string, unknown>,
    body: string | undefined,
    timeoutMs: number,
  ): Promise<Response> {
    const serial = this.settings.keys.preferred()?.serial;
    return await fetch(this.settings.base_url + pathOf(url), {
      method,
      headers: {
        ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
        "Accept-Encoding": "identity",
        ...(serial ? { "Wechatpay-Serial": serial } : {}),
      },
      ...(body === undefined ? {} : { body }),
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
    });
  }

  private async reaching<T>(operation: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof WechatPayError) {
        throw error;
      }
      // Only the kind of failure is kept: fetch errors may quote the request.
      const reason = error instanceof Error ? error.name : "unknown";
      throw new WechatPayError({ failure: "unreachable", operation, reason });
    }
  }

  private async doubtAfterRenewal(answer: Response, raw: Buffer): Promise<string | undefined> {
    const doubt = this.doubt(answer, raw);
    const renewed = doubt === "serial_unknown" && (await this.settings.keys.renewAfterUnknownSerial());
    return renewed ? this.doubt(answer, raw) : doubt;
  }

  private doubt(answer: Response, raw: Buffer): string | undefined {
    const header = (name: string): string | undefined => answer.headers.get(name) ?? undefined;
    return disbelief(
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
  }
}

function refusal(operation: string, answer: Response, raw: Buffer): WechatPayError {
  return new WechatPayError({
    failure: answer.status >= 300 && answer.status < 400 ? "unreachable" : "refused",
    operation,
    status: answer.status,
    ...optional("code", hintedCode(raw)),
    ...optional("request_id", answer.headers.get("request-id") ?? undefined),
  });
}

function parsed(operation: string, status: number, raw: Buffer): VerifiedAnswer {
  if (raw.length === 0) {
    return { status };
  }
  try {
    return { status, data: JSON.parse(raw.toString("utf8")) };
  } catch {
    throw new WechatPayError({ failure: "unauthentic", operation, status, reason: "answer_malformed" });
  }
}

/** The path and query that are signed and sent, byte for byte. */
export function pathOf(url: string): string {
  return url.startsWith(LIBRARY_HOST) ? url.slice(LIBRARY_HOST.length) : url;
}

/** Names a call without order numbers, so that it may be logged. */
function operationOf(method: string, url: string): string {
  const path = pathOf(url).split("?")[0] ?? "";
  return `${method} ${path.replace(/\/(out-trade-no|refunds|id|out-bill-no|transfer-bill-no)\/[^/]+/, "/$1/…")}`;
}

function hintedCode(raw: Buffer): string | undefined {
  try {
    const code: unknown = (JSON.parse(raw.toString("utf8")) as { code?: unknown } | null)?.code;
    return typeof code === "string" && /^[A-Z0-9_]{1,64}$/.test(code) ? code : undefined;
  } catch {
    return undefined;
  }
}

async function readLimited(answer: Response, limitBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of chunksOf(answer, limitBytes)) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function* chunksOf(answer: Response, limitBytes: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  const reader = answer.body?.getReader();
  try {
    for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
      size += read.value.length;
      if (size > limitBytes) {
        throw new RangeError("answer too large");
      }
      yield read.value;
    }
  } finally {
    await reader?.cancel().catch(() => undefined);
  }
}

function optional<K extends string>(key: K, value: string | undefined): { [P in K]?: string } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: string };
}
