import type { NextFunction, Request, Response } from "express";
import { pathOf } from "./surfaces";

const ALWAYS_PRIVATE = /^\/(admin|auth|hooks|metrics)(\/|$)/i;
const STORE = /^\/store(\/|$)/i;

/**
 * No cache keeps what belongs to one person: the admin's and the log-in's answers, and whatever the store answers to
 * somebody who shows a token. A route that knows better sets its own `Cache-Control`.
 */
export function keepPrivate(request: Request, response: Response, next: NextFunction): void {
  const path = pathOf(request.url);
  const isPersonal = request.headers.authorization !== undefined || request.headers.cookie !== undefined;
  const isPrivate =
    ALWAYS_PRIVATE.test(path) || (STORE.test(path) && (isPersonal || request.method !== "GET"));
  if (isPrivate) response.setHeader("Cache-Control", "no-store");
  next();
}
