import { afterEach, expect, test, vi } from "vitest";
import { figuresText, listenForMetrics } from "./metrics-server";
import { ShopMetrics } from "./shop-metrics";

let server: ReturnType<typeof listenForMetrics> | undefined;
afterEach(() => server?.close());

test("figures are gauges, their labels escaped", () => {
  const values = [{ labels: { kind: 'a"b\n' }, value: 2 }];
  expect(figuresText([{ name: "waiting", help: "What waits", values }])).toBe(
    '# HELP tengman_waiting What waits\n# TYPE tengman_waiting gauge\ntengman_waiting{kind="a\\"b\\n"} 2\n',
  );
});

test("while the database is away the process's own numbers are there, and it says what is not", async () => {
  const metrics = new ShopMetrics();
  metrics.answered("/store/carts/:id", "GET", 200, 0.02);
  const onError = vi.fn();
  const away = () => Promise.reject(new Error("no database"));
  server = listenForMetrics({ metrics, figures: away, texts: async () => "", onError }, "127.0.0.1", 0);
  await new Promise((resolve) => server?.once("listening", resolve));
  const { port } = server.address() as { port: number };
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
  const text = await answer.text();
  expect(answer.status).toBe(200);
  expect(text).toContain('tengman_http_requests_total{method="GET",route="/store/carts/:id",status="200"} 1');
  expect(text).toContain("tengman_metrics_unread_sources 1");
  expect(onError).toHaveBeenCalledTimes(1);
  expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404);
});
