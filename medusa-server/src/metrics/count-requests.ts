import type { NextFunction, Request, Response } from "express";
import { pathOf } from "../front/surfaces";
import { methodLabel, routeLabel } from "./route-label";
import type { ShopMetrics } from "./shop-metrics";

/** Counts every request when its answer is sent, by the pattern of its route. Broken-off ones count as 499, as in nginx. */
export function countRequests(metrics: ShopMetrics) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const began = process.hrtime.bigint();
    const path = pathOf(request.url);
    const method = methodLabel(request.method);
    response.once("close", () => {
      const pattern: unknown = request.route?.path;
      const route = routeLabel(path, typeof pattern === "string" ? pattern : undefined);
      const status = response.writableFinished ? response.statusCode : 499;
      metrics.answered(route, method, status, Number(process.hrtime.bigint() - began) / 1e9);
    });
    next();
  };
}
