import type { RequestHandler } from "express";
import { answerCache } from "./answer-cache";
import { settleOrigin } from "./forwarded";
import { keepPrivate } from "./private-answers";
import { refuseMalformed } from "./refuse-malformed";
import { nameRequest } from "./request-id";
import { securityHeaders } from "./security-headers";
import type { FrontSettings } from "./settings";
import { wordRefusals } from "./word-refusals";

/**
 * What every request passes before Medusa sees it, in this order. Nothing here knows a route: it holds for Medusa's
 * own, for the plugins' and for those that do not exist.
 * @param count counts what is answered
 * @param health answers whether this server is alive and ready
 */
export function frontHandlers(
  settings: FrontSettings,
  count: RequestHandler,
  health: RequestHandler,
): RequestHandler[] {
  return [
    count,
    nameRequest,
    settleOrigin,
    securityHeaders(settings),
    health,
    keepPrivate,
    wordRefusals,
    refuseMalformed,
    answerCache(settings.answerLifetime_ms),
  ];
}
