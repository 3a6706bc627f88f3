import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Load } from "./load";

const run = promisify(execFile);
const autocannon = join(__dirname, "../../node_modules/.bin/autocannon");

interface Report {
  requests: { total: number };
  /** Seconds. */
  duration: number;
  latency: { p50: number; p99: number };
  non2xx: number;
  errors: number;
}

/**
 * Asks for an address over and over, from a process of its own.
 * @throws {Error} when a request was not answered 2xx
 */
export async function cannonade(
  url: string,
  headers: Readonly<Record<string, string>>,
  { connections, seconds }: { connections: number; seconds: number },
): Promise<Load> {
  const given = Object.entries(headers).flatMap(([name, value]) => ["-H", `${name}=${value}`]);
  const flags = ["--json", "--no-progress", "-c", String(connections), "-d", String(seconds)];
  const { stdout } = await run(autocannon, [...flags, ...given, url], { maxBuffer: 10_000_000 });
  const { requests, duration, latency, non2xx, errors } = JSON.parse(stdout) as Report;
  if (requests.total === 0) throw new Error(`${url}: nothing was answered in ${seconds} s`);
  if (non2xx + errors > 0) throw new Error(`${url}: ${non2xx + errors} requests were not answered 2xx`);
  return { per_s: requests.total / duration, p50_ms: latency.p50, p99_ms: latency.p99 };
}
