import { createServer, type Server } from "node:http";
import type { Figure } from "@tengman/plugin-kit";
import type { ShopMetrics } from "./shop-metrics";

/** Figures of the database are read at most this often, however many collect. */
const FIGURES_FRESH_MS = 10_000;

export interface MetricsSources {
  readonly metrics: ShopMetrics;
  readonly figures: () => Promise<readonly Figure[]>;
  /** What plugins count by themselves, as Prometheus' text. */
  readonly texts: () => Promise<string>;
  readonly onError: (error: unknown) => void;
}

/**
 * `GET /metrics` on a port of its own, which no proxy of the shop knows. What cannot be read is left out and counted:
 * numbers of the process itself are there also when the database is not.
 */
export function listenForMetrics(sources: MetricsSources, host: string, port: number): Server {
  const read = metricsReader(sources);
  const server = createServer((request, response) => {
    if (request.method !== "GET" || request.url !== "/metrics") {
      response.writeHead(404).end();
      return;
    }
    read().then(
      (text) => response.writeHead(200, { "Content-Type": "text/plain; version=0.0.4" }).end(text),
      (error: unknown) => {
        sources.onError(error);
        response.writeHead(500).end();
      },
    );
  });
  return server.listen(port, host);
}

function metricsReader({ metrics, figures, texts, onError }: MetricsSources): () => Promise<string> {
  let kept: { until_ms: number; text: Promise<string> } | undefined;
  const standing = async () => {
    const parts = await Promise.all(
      [async () => figuresText(await figures()), texts].map(async (part) => {
        try {
          return await part();
        } catch (error) {
          onError(error);
          return undefined;
        }
      }),
    );
    const failed = parts.filter((part) => part === undefined).length;
    const gauge = { name: "metrics_unread_sources", help: "Sources of figures that could not be read" };
    return [
      ...parts.filter(Boolean),
      figuresText([{ ...gauge, values: [{ labels: {}, value: failed }] }]),
    ].join("\n");
  };
  return async () => {
    if (!kept || kept.until_ms < Date.now())
      kept = { until_ms: Date.now() + FIGURES_FRESH_MS, text: standing() };
    return `${await metrics.registry.metrics()}\n${await kept.text}`;
  };
}

/** Figures as Prometheus reads gauges. */
export function figuresText(figures: readonly Figure[]): string {
  return figures
    .map(({ name, help, values }) => {
      const full = `tengman_${name}`;
      const lines = values.map(({ labels, value }) => {
        const named = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`);
        return `${full}${named.length > 0 ? `{${named.join(",")}}` : ""} ${value}`;
      });
      return [`# HELP ${full} ${help}`, `# TYPE ${full} gauge`, ...lines, ""].join("\n");
    })
    .join("");
}

function escaped(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}
