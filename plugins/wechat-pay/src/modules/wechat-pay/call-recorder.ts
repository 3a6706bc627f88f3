import type { Logger } from "@medusajs/framework/types";
import { ulid } from "ulid";
import type { CallReport } from "../../domain/call-report";
import type { WechatPayMetrics } from "./metrics";
import type { PaymentJournal } from "./storage/payment-journal";

/** Takes note of every call to WeChat: in the log, in the metrics, and in the payment's own history. */
export class CallRecorder {
  private readonly writing = new Set<Promise<void>>();

  constructor(
    private readonly journal: PaymentJournal,
    private readonly metrics: WechatPayMetrics,
    private readonly logger: Logger,
  ) {}

  /** Never throws and never waits: a call must not fail because its note could not be taken. */
  readonly take = (report: CallReport): void => {
    this.metrics.call(report);
    this.logCall(report);
    const written = this.journal
      .note(`wxpe_${ulid(report.at.getTime())}`, report)
      .catch((error: unknown) => this.logger.warn(`WeChat Pay: a call was not recorded: ${messageOf(error)}`))
      .finally(() => this.writing.delete(written));
    this.writing.add(written);
  };

  /** Waits for the notes that are being written. */
  async settled(): Promise<void> {
    await Promise.all(this.writing);
  }

  /** One line of JSON, without the numbers of orders: WeChat's request id leads from it to the payment's history. */
  private logCall({ operation, outcome, status, code, reason, request_id, duration_ms }: CallReport): void {
    const facts = { operation, outcome, status, code, reason, request_id, duration_ms };
    const line = JSON.stringify({ event: "wechat_pay.call", ...facts });
    if (outcome === "accepted") {
      // Questions are asked all day long; what changes something is worth a line in every log.
      this.logger[operation.startsWith("GET ") ? "debug" : "info"](line);
    } else {
      this.logger[outcome === "refused" && status === 404 ? "info" : "warn"](line);
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : "unknown";
}
