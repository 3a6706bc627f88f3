import type { NextFunction, Request, Response } from "express";

/** Headers in which somebody before the server may say who asks. Anybody can write them. */
const CLAIMS = [
  "x-forwarded-for",
  "x-forwarded-proto",
  "x-forwarded-host",
  "x-forwarded-port",
  "x-forwarded",
  "forwarded-for",
  "forwarded",
  "x-client-ip",
  "x-real-ip",
  "x-cluster-client-ip",
  "x-appengine-user-ip",
  "cf-connecting-ip",
  "cf-pseudo-ipv4",
  "do-connecting-ip",
  "fastly-client-ip",
  "true-client-ip",
] as const;

/**
 * Leaves one truth about where a request comes from. Express decides it by the proxies the shop trusts; whatever else
 * was claimed is dropped, so that nothing behind (Medusa's own `request-ip`, the session's https check, the log) can
 * believe it.
 */
export function settleOrigin(request: Request, _response: Response, next: NextFunction): void {
  const { ip, protocol } = request;
  for (const name of CLAIMS) delete request.headers[name];
  if (ip) request.headers["x-forwarded-for"] = ip;
  request.headers["x-forwarded-proto"] = protocol;
  next();
}
