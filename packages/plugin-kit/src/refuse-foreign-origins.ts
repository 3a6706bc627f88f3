import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { ContainerRegistrationKeys, parseCorsOrigins } from "@medusajs/framework/utils";
import { refuseAdmin } from "./admin-refusal";
import { isForeign } from "./request-origin";

/**
 * Refuses what a page of somebody else's could make a logged-in merchant's browser send (CSRF). Only the session
 * cookie travels by itself, so whoever sends an Authorization header is left alone.
 */
export function refuseForeignOrigins(
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction,
): void {
  const isForged = hasSession(req) && req.headers.authorization === undefined && isForeignTo(req);
  if (isForged) refuseAdmin(res, "foreign_origin");
  else next();
}

function isForeignTo(req: MedusaRequest): boolean {
  const { origin, host } = req.headers;
  const asked = {
    method: req.method,
    origin,
    host,
    fetch_site: req.get("sec-fetch-site"),
    content_type: req.headers["content-type"],
  };
  return isForeign(asked, (candidate) => isConfigured(req, candidate));
}

const hasSession = (req: MedusaRequest): boolean =>
  (req as { session?: { auth_context?: unknown } }).session?.auth_context !== undefined;

function isConfigured(req: MedusaRequest, origin: string): boolean {
  const { http } = req.scope.resolve(ContainerRegistrationKeys.CONFIG_MODULE).projectConfig;
  return [http.adminCors, http.authCors]
    .flatMap((origins) => parseCorsOrigins(origins ?? ""))
    .some((own) => (own instanceof RegExp ? own.test(origin) : own === origin));
}
