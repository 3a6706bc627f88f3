import type { NextFunction, Request, Response } from "express";
import { wordRefusal } from "./refusal-words";
import { isApi, isForShoppers, pathOf } from "./surfaces";

type End = (...given: unknown[]) => Response;

/**
 * Gives every refusal of the API one shape, whoever wrote it: Medusa's error handler, a body that could not be read, a
 * missing token, a route that is not there. The status stays. Answers that are streamed pass as they are.
 */
export function wordRefusals(request: Request, response: Response, next: NextFunction): void {
  const path = pathOf(request.url);
  if (!isApi(path)) {
    next();
    return;
  }
  let end = response.end as End;
  let isWorded = false;
  // Sessions and compression put their own `end` around this one later, and send the headers in it: whoever is outermost
  // when the answer ends, the words come first.
  Object.defineProperty(response, "end", {
    configurable: true,
    get: (): End => {
      const inner = end;
      return (...given) => {
        const worded = isWorded ? undefined : wordedBody(request, response, path, given[0]);
        isWorded = true;
        return worded === undefined ? inner.apply(response, given) : inner.call(response, worded);
      };
    },
    set: (outer: End) => {
      end = outer;
    },
  });
  next();
}

/** The body to send instead, its headers already set; undefined when the answer may go as it is. */
function wordedBody(request: Request, response: Response, path: string, given: unknown): Buffer | undefined {
  if (response.headersSent || response.statusCode < 400 || request.method === "HEAD") return undefined;
  const worded = wordRefusal(response.statusCode, readJson(given), isForShoppers(path));
  if (worded === undefined) return undefined;
  const body = Buffer.from(JSON.stringify(worded), "utf8");
  response.removeHeader("ETag");
  response.setHeader("Content-Type", "application/json; charset=utf-8");
  response.setHeader("Content-Length", body.length);
  return body;
}

function readJson(chunk: unknown): unknown {
  if (typeof chunk !== "string" && !Buffer.isBuffer(chunk)) return undefined;
  try {
    return JSON.parse(chunk.toString());
  } catch {
    return undefined;
  }
}
