import { Counter, collectDefaultMetrics, Histogram, Registry } from "prom-client";

/** Seconds; a shop's answers take milliseconds, its payments wait for WeChat. */
const REQUEST_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const JOB_SECONDS = [0.1, 0.5, 1, 5, 15, 60, 300];

/** What this process counts. Several processes are added up by whoever collects. */
export class ShopMetrics {
  readonly registry = new Registry();
  readonly #requests = new Counter({
    name: "tengman_http_requests_total",
    help: "Requests by method, pattern of the route and status",
    labelNames: ["method", "route", "status"],
    registers: [this.registry],
  });
  readonly #durations = new Histogram({
    name: "tengman_http_request_duration_seconds",
    help: "How long answers took, by pattern of the route",
    labelNames: ["route"],
    buckets: REQUEST_SECONDS,
    registers: [this.registry],
  });
  readonly #runs = new Counter({
    name: "tengman_job_runs_total",
    help: "Runs of scheduled jobs by outcome",
    labelNames: ["job", "outcome"],
    registers: [this.registry],
  });
  readonly #runSeconds = new Histogram({
    name: "tengman_job_duration_seconds",
    help: "How long runs of scheduled jobs took",
    labelNames: ["job"],
    buckets: JOB_SECONDS,
    registers: [this.registry],
  });
  readonly #delays = new Histogram({
    name: "tengman_job_delay_seconds",
    help: "How long after their moment scheduled jobs began",
    labelNames: ["job"],
    buckets: JOB_SECONDS,
    registers: [this.registry],
  });
  readonly #events = new Counter({
    name: "tengman_events_total",
    help: "What happened in the shop: orders placed, payments captured and refunded",
    labelNames: ["event"],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry, prefix: "tengman_" });
  }

  /** Counts an answered request. @param seconds from its arrival to its answer */
  answered(route: string, method: string, status: number, seconds: number): void {
    this.#requests.inc({ method, route, status: String(status) });
    this.#durations.observe({ route }, seconds);
  }

  /** Counts a run of a job. @param delay_s how long after its moment it began */
  jobRan(job: string, outcome: "done" | "failed", seconds: number, delay_s: number): void {
    this.#runs.inc({ job, outcome });
    this.#runSeconds.observe({ job }, seconds);
    this.#delays.observe({ job }, Math.max(0, delay_s));
  }

  /** Counts something that happened in the shop; one of the servers hears of it. */
  happened(event: string): void {
    this.#events.inc({ event });
  }
}

/** Medusa loads subscribers and jobs by itself, so what they count is the process's own. */
export const shopMetrics = new ShopMetrics();
