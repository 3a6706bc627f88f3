import type { RequestHandler } from "express";
import { pathOf } from "../front/surfaces";
import type { Readiness } from "./readiness";

/**
 * `GET /health/live`: the process answers; restart it when it does not. `GET /health/ready`: it can serve; send it
 * nothing while it cannot. Both stand before everything else, so that neither sessions nor logs can stand in their way.
 */
export function healthRoutes(readiness: () => Readiness | undefined): RequestHandler {
  return (request, response, next) => {
    const path = pathOf(request.url);
    if (path !== "/health/live" && path !== "/health/ready") return next();
    response.setHeader("Cache-Control", "no-store");
    if (path === "/health/live") {
      response.json({ status: "live" });
      return;
    }
    const known = readiness();
    if (known === undefined) {
      response.status(503).json({ status: "starting", checks: [] });
      return;
    }
    known.report(new Date()).then((report) => {
      response.status(report.status === "ready" ? 200 : 503).json(report);
    }, next);
  };
}
