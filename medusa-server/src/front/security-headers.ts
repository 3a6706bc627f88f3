import type { NextFunction, Request, Response } from "express";
import helmet from "helmet";
import { isApi, pathOf } from "./surfaces";

/** One year, as browsers' preload lists ask. Other hosts of the merchant's domain are his own affair. */
const HSTS_S = 31_536_000;

type Directives = Record<string, string[]>;

/** JSON, and a file that somebody opens as a page: it loads nothing and stands in no frame. */
const NOTHING: Directives = { defaultSrc: ["'none'"], frameAncestors: ["'none'"] };

/**
 * Medusa's dashboard: scripts of its own build alone. Its components set styles from script; pictures of products may
 * come from any storage, and are shown before they are uploaded (`blob:`).
 */
const ADMIN: Directives = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  scriptSrcAttr: ["'none'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", "data:", "blob:", "https:"],
  fontSrc: ["'self'", "data:"],
  connectSrc: ["'self'"],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'self'"],
};

const ADMIN_PAGE = /^\/app(\/|$)/i;
/** Files other origins may show: pictures in shared cards, in messages and on the shop's further addresses. */
const SHOWN_ELSEWHERE = /^\/(static|assets)\//i;

/** The headers of one part of the shop. */
function headersOf(directives: Directives, isSecure: boolean, resourcePolicy: "same-site" | "cross-origin") {
  return helmet({
    contentSecurityPolicy: { useDefaults: false, directives },
    crossOriginResourcePolicy: { policy: resourcePolicy },
    // WeChat Pay's page in a phone's browser knows the shop by the origin it comes from.
    referrerPolicy: { policy: "strict-origin-when-cross-origin" },
    strictTransportSecurity: isSecure ? { maxAge: HSTS_S, includeSubDomains: false } : false,
    xFrameOptions: { action: directives === NOTHING ? "deny" : "sameorigin" },
    originAgentCluster: false,
  });
}

/**
 * Headers by which browsers protect the shop: who may frame it, what it may load, that it is spoken to by https alone.
 * Routes with a policy of their own (the H5's pages, uploaded pictures, statements) write it over this one.
 */
export function securityHeaders({ isSecure }: { isSecure: boolean }) {
  const forApi = headersOf(NOTHING, isSecure, "same-site");
  const forFiles = headersOf(NOTHING, isSecure, "cross-origin");
  const forAdmin = headersOf(ADMIN, isSecure, "same-site");
  const forPages = headersOf({ ...ADMIN, imgSrc: ["*", "data:", "blob:"] }, isSecure, "same-site");
  return (request: Request, response: Response, next: NextFunction): void => {
    const path = pathOf(request.url);
    let policy = ADMIN_PAGE.test(path) ? forAdmin : forPages;
    if (isApi(path)) policy = forApi;
    if (SHOWN_ELSEWHERE.test(path)) policy = forFiles;
    policy(request, response, next);
  };
}
