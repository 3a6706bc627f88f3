import type { FastifyInstance, FastifyRequest } from "fastify";
import type { WireLog } from "./wire-log.js";

/** What is worth seeing of an HTTP message: who signed it with what, and what it is. */
const SHOWN = /^(authorization|wechatpay-.*|content-type|request-id|retry-after)$/;

/** Headers people look at, in lower case. */
export function shownHeaders(headers: Record<string, unknown>): Record<string, string> {
  const wanted = Object.entries(headers).filter(
    ([name, value]) => SHOWN.test(name.toLowerCase()) && value !== undefined,
  );
  return Object.fromEntries(wanted.map(([name, value]) => [name.toLowerCase(), String(value)]));
}

interface Begun {
  at: number;
  fault?: string;
}

/** Records every call of a set of routes with its answer, or that there was none. */
export class CallRecorder {
  readonly #begun = new WeakMap<FastifyRequest, Begun>();

  constructor(private readonly wire: WireLog) {}

  /** @param scope where the routes are registered; its hooks record what is answered */
  watch(scope: FastifyInstance): void {
    scope.addHook("onRequest", async (request) => {
      this.#begun.set(request, { at: Date.now() });
    });
    scope.addHook("onSend", async (request, reply, payload) => {
      const isText = typeof payload === "string";
      const isFile = Buffer.isBuffer(payload);
      this.#record(request, {
        answer: {
          status: reply.statusCode,
          headers: shownHeaders(reply.getHeaders()),
          body: isText ? payload : isFile ? `(${payload.length} bytes)` : "",
        },
      });
    });
  }

  /** A fault has struck this call. */
  struck(request: FastifyRequest, fault: string): void {
    const begun = this.#begun.get(request);
    if (begun !== undefined) begun.fault = fault;
  }

  /** The caller is left without an answer. */
  unanswered(request: FastifyRequest): void {
    this.#record(request, { error: "unanswered" });
  }

  #record(
    request: FastifyRequest,
    outcome: Pick<Parameters<WireLog["record"]>[0], "answer" | "error">,
  ): void {
    const { at = Date.now(), fault } = this.#begun.get(request) ?? {};
    const { method, url, body } = request;
    this.wire.record({
      at,
      ms: Date.now() - at,
      direction: "shop_to_wechat",
      title: `${method} ${url.split("?")[0]}`,
      url,
      request: {
        headers: shownHeaders(request.headers),
        body: typeof body === "string" ? body : body ? JSON.stringify(body) : "",
      },
      ...outcome,
      ...(fault === undefined ? {} : { fault }),
    });
  }
}
