import { join } from "node:path";
import { repositoryRoot } from "../repository-root";

/** Whom the server believes about a request's origin: nobody, a number of proxies, or these addresses. */
export type TrustedProxies = false | number | string[];

/** What the front is told. */
export interface FrontSettings {
  host: string;
  port: number;
  /** Whether the shop's public address is https. */
  isSecure: boolean;
  /** Whether it runs where real money is. */
  isProduction: boolean;
  databaseUrl: string;
  /** The Redis that servers share; undefined where there is one server alone. */
  redisUrl: string | undefined;
  /** How long a server that was told to end goes on serving, until its proxy has noticed. */
  drain_ms: number;
  trustedProxies: TrustedProxies;
  /** Where operators' metrics are answered; undefined: nowhere. */
  metricsPort: number | undefined;
  metricsHost: string;
  /** How long an answer that is the same for everybody is kept. */
  answerLifetime_ms: number;
}

/** A proxy asks every two seconds and believes the second no; a shop on one's own machine has no proxy. */
const DRAIN_OF_PRODUCTION_MS = 5_000;

interface ShopEnvironment {
  SHOP_MODE: "production" | "local";
  SHOP_ORIGIN: string;
  SHOP_TRUST_PROXY: TrustedProxies;
  SHOP_ANSWER_CACHE_MS: number;
  SHOP_DRAIN_MS?: number;
  SHOP_METRICS_PORT?: number;
  SHOP_METRICS_HOST: string;
  DATABASE_URL: string;
  REDIS_URL?: string;
  HOST: string;
  PORT: number;
}

/**
 * Reads the settings from the shop's checked environment.
 * @throws {Error} naming every variable that is missing or wrong
 */
export function readFrontSettings(source: NodeJS.ProcessEnv): FrontSettings {
  const file = join(repositoryRoot(__dirname), "medusa-server", "environment.js");
  const { readEnvironment }: { readEnvironment: (source: NodeJS.ProcessEnv) => ShopEnvironment } = require(
    file,
  );
  const environment = readEnvironment(source);
  const isProduction = environment.SHOP_MODE === "production";
  return {
    host: environment.HOST,
    port: environment.PORT,
    isSecure: environment.SHOP_ORIGIN.startsWith("https://"),
    isProduction,
    databaseUrl: environment.DATABASE_URL,
    redisUrl: environment.REDIS_URL,
    drain_ms: environment.SHOP_DRAIN_MS ?? (isProduction ? DRAIN_OF_PRODUCTION_MS : 0),
    trustedProxies: environment.SHOP_TRUST_PROXY,
    metricsPort: environment.SHOP_METRICS_PORT,
    metricsHost: environment.SHOP_METRICS_HOST,
    answerLifetime_ms: environment.SHOP_ANSWER_CACHE_MS,
  };
}
