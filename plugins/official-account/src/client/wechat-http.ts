import type { z } from "zod";
import { WechatApiError, WechatUnreachableError } from "./wechat-api-error.js";

/** One call to api.weixin.qq.com. `query` is encoded here; `body` is sent as JSON. */
export interface WechatRequest<Shape extends z.ZodType> {
  operation: string;
  method: "GET" | "POST";
  path: string;
  query?: Record<string, string>;
  body?: Record<string, unknown>;
  answer: Shape;
}

export interface WechatHttpOptions {
  api_base_url: string;
  timeout_ms: number;
}

/**
 * Sends one request and answers its checked body.
 * Throws {@link WechatApiError} when WeChat answers an `errcode` and {@link WechatUnreachableError} otherwise.
 * Redirects are refused: the query may hold the app secret, which must not travel to another host.
 */
export async function callWechat<Shape extends z.ZodType>(
  options: WechatHttpOptions,
  request: WechatRequest<Shape>,
): Promise<z.output<Shape>> {
  const text = await send(options, request);
  const body = parseJson(request.operation, text);
  const errcode = errcodeOf(body);
  if (errcode !== 0) throw new WechatApiError(request.operation, errcode, ridOf(body));
  const checked = request.answer.safeParse(body);
  if (!checked.success) throw new WechatUnreachableError(request.operation, "malformed");
  return checked.data;
}

async function send(options: WechatHttpOptions, request: WechatRequest<z.ZodType>): Promise<string> {
  const url = new URL(`${options.api_base_url}${request.path}`);
  for (const [name, value] of Object.entries(request.query ?? {})) url.searchParams.set(name, value);
  try {
    const response = await fetch(url, {
      method: request.method,
      redirect: "error",
      signal: AbortSignal.timeout(options.timeout_ms),
      ...(request.body === undefined
        ? {}
        : { headers: { "content-type": "application/json" }, body: JSON.stringify(request.body) }),
    });
    if (!response.ok) throw new WechatUnreachableError(request.operation, "http_status", response.status);
    return await response.text();
  } catch (error) {
    if (error instanceof WechatUnreachableError) throw error;
    const timed_out = error instanceof DOMException && error.name === "TimeoutError";
    throw new WechatUnreachableError(request.operation, timed_out ? "timeout" : "network");
  }
}

function parseJson(operation: string, text: string): unknown {
  // WeChat labels JSON as text/plain, so the content type says nothing.
  try {
    return JSON.parse(text);
  } catch {
    throw new WechatUnreachableError(operation, "malformed");
  }
}

function errcodeOf(body: unknown): number {
  if (typeof body !== "object" || body === null || !("errcode" in body)) return 0;
  return typeof body.errcode === "number" ? body.errcode : -1;
}

/** WeChat puts its number of the call into the message: `invalid button name rid: 6530-…`. */
function ridOf(body: unknown): string | null {
  const errmsg = typeof body === "object" && body !== null && "errmsg" in body ? body.errmsg : undefined;
  return (typeof errmsg === "string" && /rid: ?([\w-]{1,60})/.exec(errmsg)?.[1]) || null;
}
