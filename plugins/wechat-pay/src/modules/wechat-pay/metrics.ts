import { timingSafeEqual } from "node:crypto";
import { PrometheusExporter, PrometheusSerializer } from "@opentelemetry/exporter-prometheus";
import { MeterProvider } from "@opentelemetry/sdk-metrics";
import type { CallReport } from "../../domain/call-report";

/** So many of something are in a state. */
export interface StateCount {
  readonly state: string;
  readonly count: number;
}

/** How many of something there are, by state; asked for whenever somebody collects. */
export type CountByState = () => Promise<readonly StateCount[]>;

/** Transfers to people by WeChat's state, and those under way that do not go on, by what has to be mended. */
export interface TransferCounts {
  readonly states: readonly StateCount[];
  readonly problems: readonly StateCount[];
}

export interface StandingCounts {
  readonly refunds: CountByState;
  readonly stray_payments: CountByState;
  readonly notifications: CountByState;
}

/** A notification that comes this long after WeChat made it had to be repeated. */
const LATE_MS = 60_000;

/** What this process counts about WeChat Pay; several servers are added up by whoever collects. */
export class WechatPayMetrics {
  private readonly exporter = new PrometheusExporter({
    preventServerStart: true,
    withoutTargetInfo: true,
    withoutScopeInfo: true,
  });
  private readonly meter = new MeterProvider({ readers: [this.exporter] }).getMeter("wechat_pay");
  private readonly calls = this.meter.createCounter("wechat_pay_calls", {
    description: "Calls to WeChat Pay by operation and outcome",
  });
  private readonly durations = this.meter.createHistogram("wechat_pay_call_duration_seconds", {
    description: "How long calls to WeChat Pay took",
    advice: { explicitBucketBoundaries: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 8] },
  });
  private readonly notifications = this.meter.createCounter("wechat_pay_notifications", {
    description: "Notifications by subject and what became of them on arrival",
  });
  private readonly differences = this.meter.createCounter("wechat_pay_reconciliation_differences", {
    description: "Differences found by runs of the daily reconciliation, by cause",
  });
  private readonly days = this.meter.createCounter("wechat_pay_reconciliation_runs", {
    description: "Runs of the daily reconciliation by result",
  });

  private transfers: TransferCounts = { states: [], problems: [] };

  constructor(standing: StandingCounts) {
    this.watch("wechat_pay_refunds", "Refunds by progress", standing.refunds);
    this.watch(
      "wechat_pay_stray_payments",
      "Money that reached cancelled orders, by progress",
      standing.stray_payments,
    );
    this.watch("wechat_pay_stored_notifications", "Stored notifications by state", standing.notifications);
    this.watch(
      "wechat_pay_transfers",
      "Transfers to people by WeChat's state",
      async () => this.transfers.states,
    );
    this.watch(
      "wechat_pay_transfer_problems",
      "Transfers under way that do not go on, by what has to be mended",
      async () => this.transfers.problems,
    );
  }

  private watch(name: string, description: string, counts: CountByState): void {
    this.meter.createObservableGauge(name, { description }).addCallback(async (result) => {
      for (const { state, count } of await counts()) {
        result.observe(count, { state });
      }
    });
  }

  /** Counts a finished call. */
  call({ operation, outcome, code, duration_ms }: CallReport): void {
    this.calls.add(1, { operation, outcome, ...(code ? { code } : {}) });
    this.durations.record(duration_ms / 1000, { operation });
  }

  /** Counts a notification that was believed. @param createdAt when WeChat made it, as it says */
  notificationReceived(subject: string, createdAt: Date, isRepeated: boolean, now: Date): void {
    const late = now.getTime() - createdAt.getTime() > LATE_MS;
    this.notifications.add(1, { subject, outcome: isRepeated ? "repeated" : late ? "late" : "received" });
  }

  /** Counts a notification that was not believed. */
  notificationRefused(subject: string, reason: string): void {
    this.notifications.add(1, { subject, outcome: "refused", reason });
  }

  /** Counts a run of the daily reconciliation and what it found. */
  reconciled(state: string, causes: readonly string[]): void {
    this.days.add(1, { state });
    for (const cause of causes) {
      this.differences.add(1, { cause });
    }
  }

  /** Everything, as Prometheus reads it. @param transfers counted by whoever keeps them */
  async text(transfers: TransferCounts): Promise<string> {
    this.transfers = transfers;
    const { resourceMetrics } = await this.exporter.collect();
    return new PrometheusSerializer(undefined, false, undefined, true, true).serialize(resourceMetrics);
  }
}

/** Whether a request's `Authorization` carries the token. It takes as long for a wrong one as for the right one. */
export function carriesToken(authorization: string | undefined, token: string): boolean {
  const given = Buffer.from(authorization ?? "");
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
