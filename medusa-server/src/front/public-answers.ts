import type { Request } from "express";
import { pathOf } from "./surfaces";

/**
 * Answers that are the same for everybody who has the shop's key: home, lists and pages of products, what the law asks
 * a shop to show, and the distribution programme. A route belongs here only if it asks nobody who they are.
 */
const PUBLIC = /^\/store\/(mall\/(home|disclosures|products(\/[\w-]+)?)|distribution\/program)$/;

/** Whether a request asks for such an answer as anybody: without a token, without a cookie, from the shop's own pages. */
export function isPublicAnswer({
  method,
  url,
  headers,
}: Pick<Request, "method" | "url" | "headers">): boolean {
  const isAnybody =
    headers.authorization === undefined && headers.cookie === undefined && headers.origin === undefined;
  return method === "GET" && isAnybody && PUBLIC.test(pathOf(url));
}
