import type { NextFunction, Request, RequestHandler, Response } from "express";
import { isPublicAnswer } from "./public-answers";

/** An answer as it went over the wire, compressed or not. */
interface KeptAnswer {
  headers: [name: string, value: number | string | string[]][];
  etag: string | undefined;
  body: Buffer;
  /** Milliseconds since 1970. */
  until_ms: number;
}

/** More different addresses than a shop's people open within a lifetime; whoever asks for more pushes out the oldest. */
const MOST_ANSWERS = 2_000;
/** Larger answers than any of ours: a page of products is 90 KB. */
const MOST_BYTES = 1_000_000;

/** What stands in the headers for one request or connection alone. */
const NOT_KEPT = new Set([
  "set-cookie",
  "x-request-id",
  "connection",
  "date",
  "transfer-encoding",
  "keep-alive",
]);

/**
 * Keeps answers that are the same for everybody for a moment, and gives them out before Medusa's stack: a share card
 * that a million people open is computed once a lifetime. Nothing is invalidated, everything ends: what a merchant
 * changes is seen within the lifetime on every server, and no event can be lost. Whoever shows a token or a cookie
 * passes by. Requests for what is being computed wait for it.
 * @param lifetime_ms how long an answer is kept; 0 keeps nothing
 */
export function answerCache(lifetime_ms: number, now: () => number = Date.now): RequestHandler {
  const kept = new Map<string, KeptAnswer>();
  const underWay = new Map<string, Promise<KeptAnswer | undefined>>();

  const compute = (key: string, request: Request, response: Response, next: NextFunction): void => {
    // Whoever asks «has it changed?» must not leave an answer without a body for the others.
    delete request.headers["if-none-match"];
    delete request.headers["if-modified-since"];
    const recorded = recordAnswer(response, lifetime_ms).then((answer) => {
      underWay.delete(key);
      if (answer === undefined) return undefined;
      const lasting = { ...answer, until_ms: now() + lifetime_ms };
      kept.delete(key);
      kept.set(key, lasting);
      if (kept.size > MOST_ANSWERS) kept.delete(kept.keys().next().value ?? "");
      return lasting;
    });
    underWay.set(key, recorded);
    next();
  };

  return (request, response, next) => {
    const key = lifetime_ms > 0 && isPublicAnswer(request) ? keyOf(request) : undefined;
    if (key === undefined) return next();
    const known = kept.get(key);
    if (known && known.until_ms > now()) return giveOut(known, request, response);
    const computed = underWay.get(key);
    if (!computed) return compute(key, request, response, next);
    void computed.then((answer) => (answer ? giveOut(answer, request, response) : next()));
  };
}

/** Everything an answer may depend on: address, key, language and how it is compressed. */
function keyOf({ url, headers }: Request): string {
  const accepted = String(headers["accept-encoding"] ?? "");
  const encoding = /\bbr\b/.test(accepted) ? "br" : /\bgzip\b/.test(accepted) ? "gzip" : "plain";
  const told = ["x-publishable-api-key", "x-medusa-locale", "accept-language", "content-language"];
  return [url, encoding, ...told.map((name) => headers[name] ?? "")].join("\n");
}

/** Sends a kept answer, or that it has not changed. */
function giveOut({ headers, etag, body }: KeptAnswer, request: Request, response: Response): void {
  for (const [name, value] of headers) response.setHeader(name, value);
  if (etag !== undefined && request.headers["if-none-match"] === etag) {
    response.removeHeader("Content-Length");
    response.status(304).end();
  } else response.status(200).end(body);
}

/**
 * Notes what a response sends, and says how long others may keep it.
 * @returns the answer once it is sent; undefined when it is no 200, carries a cookie, is very long, or broke off
 */
function recordAnswer(
  response: Response,
  lifetime_ms: number,
): Promise<Omit<KeptAnswer, "until_ms"> | undefined> {
  const chunks: Buffer[] = [];
  const note = (chunk: unknown) => {
    if (typeof chunk === "string") chunks.push(Buffer.from(chunk));
    else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
  };
  const [write, end, writeHead] = [response.write, response.end, response.writeHead];
  response.write = ((...given: unknown[]) => {
    note(given[0]);
    return Reflect.apply(write, response, given);
  }) as Response["write"];
  response.end = ((...given: unknown[]) => {
    note(given[0]);
    return Reflect.apply(end, response, given);
  }) as Response["end"];
  response.writeHead = ((...given: unknown[]) => {
    const isKept = given[0] === 200;
    response.setHeader(
      "Cache-Control",
      isKept ? `public, max-age=${Math.floor(lifetime_ms / 1000)}` : "no-store",
    );
    return Reflect.apply(writeHead, response, given);
  }) as Response["writeHead"];
  return new Promise((resolve) => {
    response.once("close", () => {
      const body = Buffer.concat(chunks);
      const isWhole = response.writableFinished && response.statusCode === 200 && body.length <= MOST_BYTES;
      if (!isWhole || response.hasHeader("set-cookie")) return resolve(undefined);
      const headers = Object.entries(response.getHeaders()).flatMap(([name, value]): KeptAnswer["headers"] =>
        value === undefined || NOT_KEPT.has(name) ? [] : [[name, value]],
      );
      const etag = response.getHeader("etag");
      resolve({ headers, body, etag: typeof etag === "string" ? etag : undefined });
    });
  });
}
