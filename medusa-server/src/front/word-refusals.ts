import type { NextFunction, Request, Response } from "express";
import { wordRefusal } from "./refusal-words";
import { isApi, isForShoppers, pathOf } from "./surfaces";

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
  const end = response.end.bind(response) as (...given: unknown[]) => Response;
  response.end = ((...given: unknown[]) => {
    if (response.headersSent || response.statusCode < 400 || request.method === "HEAD") return end(...given);
    const chunk = typeof given[0] === "function" ? undefined : given[0];
    const worded = wordRefusal(response.statusCode, readJson(chunk), isForShoppers(path));
    if (worded === undefined) return end(...given);
    const body = Buffer.from(JSON.stringify(worded), "utf8");
    response.removeHeader("ETag");
    response.setHeader("Content-Type", "application/json; charset=utf-8");
    response.setHeader("Content-Length", body.length);
    return end(body);
  }) as Response["end"];
  next();
}

function readJson(chunk: unknown): unknown {
  if (typeof chunk !== "string" && !Buffer.isBuffer(chunk)) return undefined;
  try {
    return JSON.parse(chunk.toString());
  } catch {
    return undefined;
  }
}
