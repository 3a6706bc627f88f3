import { existsSync } from "node:fs";
import { createServer } from "node:http";
import type { Logger, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { registerInstrumentation, traceRequestHandler } from "@medusajs/medusa/commands/start";
import startMedusa, { initializeContainer } from "@medusajs/medusa/loaders/index";
import { metricsText as wechatPayMetrics } from "@tengman/wechat-pay/workflows";
import type { Express } from "express";
import { frontHandlers } from "./front";
import { maskAccessLog } from "./front/access-log";
import { ofMedusa } from "./front/of-medusa";
import { type FrontSettings, readFrontSettings } from "./front/settings";
import { checksOf } from "./health/checks";
import { type OperatorConnections, openOperatorConnections } from "./health/connections";
import { drain } from "./health/drain";
import { Readiness } from "./health/readiness";
import { healthRoutes } from "./health/routes";
import { countRequests } from "./metrics/count-requests";
import { measureJobs } from "./metrics/measure-jobs";
import { listenForMetrics } from "./metrics/metrics-server";
import { shopMetrics } from "./metrics/shop-metrics";
import { standingFigures } from "./metrics/standing-figures";

/** How long one check of the server's health may take. */
const CHECK_LIMIT_MS = 2_000;

/**
 * Starts the shop as `medusa start` does, with one difference: the shop's front stands before Medusa's stack, which
 * Medusa's own command has no place for. Runs in the built server's folder (`.medusa/server`).
 */
async function start(): Promise<void> {
  process.env.NODE_ENV ||= "production";
  if (existsSync(".env")) process.loadEnvFile(".env");
  const directory = process.cwd();
  const settings = readFrontSettings(process.env);
  const container = await initializeContainer(directory, { skipDbConnection: true });
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER);
  try {
    await registerInstrumentation(directory);
    for (const warning of bootWarnings(settings)) logger.warn(warning);
    maskAccessLog();
    let readiness: Readiness | undefined;
    const app = appWithFront(settings, () => readiness);
    measureJobs(shopMetrics);
    const { container: shop, shutdown } = await startMedusa({ directory, expressApp: app });
    // Medusa's loader trusts one proxy whether there is one or not.
    app.set("trust proxy", settings.trustedProxies);
    app.get("/health", (_request, response) => {
      response.status(200).send("OK");
    });
    const connections = openOperatorConnections(settings.databaseUrl, settings.redisUrl);
    readiness = new Readiness(checksOf(connections), CHECK_LIMIT_MS, reportFailedCheck(logger));
    const metrics = openMetrics(settings, shop, connections, logger);
    const server = createServer(listenerOf(app)).listen(settings.port, settings.host, () =>
      logger.info(`Server is ready on port: ${settings.port}`),
    );
    shutDownOnSignal(async () => {
      logger.info("Gracefully shutting down server");
      readiness?.close();
      await drain(server, settings.drain_ms);
      metrics?.close();
      await shutdown();
      await connections.close();
    });
  } catch (error) {
    logger.error("Error starting server", error instanceof Error ? error : new Error(String(error)));
    process.exit(1);
  }
}

/** Answers Prometheus where the shop's environment says so. */
function openMetrics(
  { metricsHost, metricsPort }: FrontSettings,
  shop: MedusaContainer,
  connections: OperatorConnections,
  logger: Logger,
) {
  if (metricsPort === undefined) return undefined;
  const sources = {
    metrics: shopMetrics,
    figures: () => standingFigures(connections),
    texts: () => wechatPayMetrics(shop),
    onError: (error: unknown) => logger.error(`Metrics could not be read: ${error}`),
  };
  return listenForMetrics(sources, metricsHost, metricsPort);
}

/** Says what a check threw, in the log alone: it may name addresses. */
function reportFailedCheck(logger: Logger): (name: string, error: unknown) => void {
  return (name, error) =>
    logger.error(`Health check ${name} failed`, error instanceof Error ? error : new Error(String(error)));
}

/** What a production shop may do and probably does not mean to. */
function bootWarnings({ isProduction, redisUrl, trustedProxies }: FrontSettings): string[] {
  if (!isProduction) return [];
  const warnings = [];
  if (redisUrl === undefined) {
    warnings.push(
      "REDIS_URL is not set: events that are waiting are lost in a crash, and only one server may run",
    );
  }
  if (trustedProxies === false) {
    warnings.push(
      "SHOP_TRUST_PROXY is 0: whatever ends TLS before this server is taken for the one who asks, and the admin cannot log in",
    );
  }
  return warnings;
}

/** An app that Medusa's loaders fill; the front is in it before them. */
function appWithFront(settings: FrontSettings, readiness: () => Readiness | undefined): Express {
  const app = ofMedusa<() => Express>("express")();
  app.disable("x-powered-by");
  app.set("trust proxy", settings.trustedProxies);
  app.use(...frontHandlers(settings, countRequests(shopMetrics), healthRoutes(readiness)));
  return app;
}

/** Answers requests, inside the trace that an `instrumentation.js` may have registered. */
function listenerOf(app: Express): Parameters<typeof createServer>[1] {
  return (request, response) => {
    if (traceRequestHandler) {
      void traceRequestHandler(async () => app(request, response), request, response, request.url);
    } else app(request, response);
  };
}

/** Ends in order when a deployment or a terminal asks. */
function shutDownOnSignal(shutdown: () => Promise<void>): void {
  let isEnding = false;
  const end = () => {
    // Asked twice (a terminal and its parent), it ends once.
    if (isEnding) return;
    isEnding = true;
    shutdown().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error("Error received when shutting down the server.", error);
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
}

void start();
