import type { EntityManager } from "@medusajs/framework/mikro-orm/knex";
import type { Logger } from "@medusajs/framework/types";
import { MedusaService } from "@medusajs/framework/utils";
import type { AdminGrants, Operations } from "@tengman/plugin-kit";
import { ulid } from "ulid";
import { callJournal } from "../../client/call-journal";
import type { AuthenticNotification } from "../../client/notification";
import { withoutPersonalData } from "../../client/shapes";
import type { WechatPayClient } from "../../client/wechat-pay-client";
import { standingOf } from "../../domain/refund";
import { moneyGate } from "../../money-gate";
import {
  appIdsOf,
  type ConfigurationOutline,
  grantsOf,
  notifyUrls,
  openWechatPayClient,
  outlineOf,
  readWechatPayOptions,
  type WechatPayOptions,
} from "../../options";
import { CallRecorder } from "./call-recorder";
import { type StandingCounts, WechatPayMetrics } from "./metrics";
import { WechatBookingCheck } from "./models/wechat-booking-check";
import { WechatNotification } from "./models/wechat-notification";
import { WechatNotificationRefusal } from "./models/wechat-notification-refusal";
import { WechatReconciliationDay } from "./models/wechat-reconciliation-day";
import { WechatReconciliationDifference } from "./models/wechat-reconciliation-difference";
import { WechatRefund } from "./models/wechat-refund";
import { WechatStrayPayment } from "./models/wechat-stray-payment";
import { findKeyFault, type WaitingRow, waitingFigures } from "./operations";
import { PaymentJournal } from "./storage/payment-journal";

/** The first retry of a notification leaves the process that received it time to finish. */
const FIRST_RETRY_MS = 10_000;
/** Money that moved a minute ago has been booked, unless its server ended. */
const CHECKED_AFTER_MS = 60_000;

export interface ReceivedNotification {
  readonly subject: "transaction" | "refund" | "transfer";
  readonly notification: AuthenticNotification;
  /** The four `wechatpay-*` headers. */
  readonly headers: Record<string, string>;
  readonly received_at: Date;
}

/** The part of Medusa's base repository that statements of our own need. */
interface SqlRepository {
  getFreshManager(): EntityManager;
}

/** What WeChat told us, and the money that needs following: notifications, stray payments, refunds. */
export class WechatPayModuleService extends MedusaService({
  WechatNotification,
  WechatNotificationRefusal,
  WechatStrayPayment,
  WechatRefund,
  WechatBookingCheck,
  WechatReconciliationDay,
  WechatReconciliationDifference,
}) {
  /** Speaks to WeChat for the configured merchant. */
  readonly wechat: WechatPayClient;
  /** Every app the merchant's orders may belong to. */
  readonly app_ids: ReadonlySet<string>;
  readonly refundNotifyUrl: string;
  /** Who may what in the admin; null when the shop has configured nothing. */
  readonly adminGrants: AdminGrants | null;
  /** Where WeChat sends its notifications. */
  readonly notifyUrls: ReturnType<typeof notifyUrls>;
  /** What of the options may be looked at. */
  readonly configuration: ConfigurationOutline;
  /** What happened to each order number at WeChat. */
  readonly payments: PaymentJournal;
  readonly metrics: WechatPayMetrics;
  /** Opens the metrics to whoever carries it; absent: nobody sees them. */
  readonly metricsToken: string | undefined;
  /** The name of the service that promised transfers to people; absent: they are not compared. */
  readonly transferBooks: string | undefined;
  private readonly repository: SqlRepository;
  private readonly recorder: CallRecorder;
  private readonly endRecording: () => void;
  private readonly leaveGate: () => void;

  constructor(container: { baseRepository: SqlRepository; logger: Logger }, options: WechatPayOptions) {
    super(container, options);
    this.repository = container.baseRepository;
    this.payments = new PaymentJournal((sql, values) =>
      this.repository.getFreshManager().execute(sql, [...values]),
    );
    this.metrics = new WechatPayMetrics(this.standingCounts());
    this.recorder = new CallRecorder(this.payments, this.metrics, container.logger);
    this.endRecording = callJournal.follow(this.recorder.take);
    this.leaveGate = moneyGate.guard({
      owesRefund: (outTradeNo) => this.owesRefund(outTradeNo),
      expectMovement: (paymentSessionId) => this.expectMovement(paymentSessionId),
    });
    const checked = readWechatPayOptions(options);
    this.wechat = openWechatPayClient(checked);
    this.app_ids = appIdsOf(checked);
    this.notifyUrls = notifyUrls(checked);
    this.refundNotifyUrl = this.notifyUrls.refunds;
    this.configuration = outlineOf(checked);
    this.adminGrants = grantsOf(checked);
    this.metricsToken = checked.metrics_token;
    this.transferBooks = checked.transfer_books;
  }

  /** What operators watch; the server asks every module for it. */
  get operations(): Operations {
    const run = async (sql: string): Promise<WaitingRow[]> => {
      const rows: WaitingRow[] = await this.repository.getFreshManager().execute(sql);
      return rows;
    };
    return {
      checks: [
        { name: "wechat_pay_keys", isGate: true, find: async (now) => findKeyFault(this.configuration, now) },
      ],
      figures: () => waitingFigures(run, this.configuration),
    };
  }

  /** Medusa calls this when the application ends: what is known of the last calls is written first. */
  __hooks = {
    onApplicationShutdown: async (): Promise<void> => {
      this.leaveGate();
      this.endRecording();
      await this.recorder.settled();
    },
  };

  /** Whether a refund of this order number failed, so that its money is still owed. */
  private async owesRefund(outTradeNo: string): Promise<boolean> {
    const refunds = await this.listWechatRefunds(
      { out_trade_no: outTradeNo, progress: { $ne: "succeeded" } },
      { select: ["progress", "refund_state"] },
    );
    return refunds.some(({ progress, refund_state }) => standingOf(progress, refund_state) === "owed");
  }

  /** Has the figures of a session's order looked at a minute from now, whatever becomes of this process. */
  private async expectMovement(paymentSessionId: string): Promise<void> {
    await this.repository.getFreshManager().execute(
      `insert into wechat_booking_check (id, payment_session_id, check_at) values (?, ?, ?)
       on conflict (payment_session_id) where deleted_at is null
       do update set check_at = excluded.check_at, tries = 0, updated_at = now()`,
      [`wxbc_${ulid()}`, paymentSessionId, new Date(Date.now() + CHECKED_AFTER_MS)],
    );
  }

  /** Forgets a check that was made, unless money moved meanwhile. @param seen the moment it was due, as it was read */
  async endBookingCheck(id: string, seen: Date): Promise<void> {
    await this.repository
      .getFreshManager()
      .execute("delete from wechat_booking_check where id = ? and date_trunc('milliseconds', check_at) = ?", [
        id,
        seen,
      ]);
  }

  private standingCounts(): StandingCounts {
    const counts = (table: string, column: string) => async () => {
      const rows: { state: string; count: string }[] = await this.repository
        .getFreshManager()
        .execute(
          `select ${column} as state, count(*) as count from ${table} where deleted_at is null group by 1`,
        );
      return rows.map(({ state, count }) => ({ state, count: Number(count) }));
    };
    return {
      refunds: counts("wechat_refund", "progress"),
      stray_payments: counts("wechat_stray_payment", "progress"),
      notifications: counts("wechat_notification", "state"),
    };
  }

  /**
   * Stores a verified notification once, however often WeChat delivers it.
   * @returns its id here, whether it had come before, and whether it still has to be processed
   */
  async receiveNotification(
    received: ReceivedNotification,
  ): Promise<{ readonly id: string; readonly repeated: boolean; readonly unprocessed: boolean }> {
    const { notification } = received;
    const resource = withoutPersonalData(notification.resource);
    const manager = this.repository.getFreshManager();
    const id = `wxn_${ulid(received.received_at.getTime())}`;
    // A repeated delivery changes nothing but must answer with the row that is there.
    const rows: { id: string; state: string }[] = await manager.execute(
      `insert into wechat_notification
         (id, notification_id, subject, event_type, headers, resource, out_trade_no, next_attempt_at)
       values (?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?)
       on conflict (notification_id) where deleted_at is null
         do update set notification_id = excluded.notification_id
       returning id, state`,
      [
        id,
        notification.notification_id,
        received.subject,
        notification.event_type,
        JSON.stringify(received.headers),
        JSON.stringify(resource),
        numberOf(resource),
        new Date(received.received_at.getTime() + FIRST_RETRY_MS),
      ],
    );
    const [row] = rows;
    if (!row) {
      throw new Error("The notification that was just stored cannot be found.");
    }
    return { id: row.id, repeated: row.id !== id, unprocessed: row.state === "received" };
  }

  /** Adds one to the day's count of notifications that were not believed for this reason. */
  async countRefusal(day: string, reason: string): Promise<void> {
    await this.repository.getFreshManager().execute(
      `insert into wechat_notification_refusal (id, day, reason, count) values (?, ?, ?, 1)
       on conflict (day, reason) where deleted_at is null
       do update set count = wechat_notification_refusal.count + 1, updated_at = now()`,
      [`wxnr_${ulid()}`, day, reason],
    );
  }
}

/** The number of ours that a notification is about. */
function numberOf({ out_trade_no, out_bill_no }: Record<string, unknown>): string | null {
  const number = out_trade_no ?? out_bill_no;
  return typeof number === "string" ? number : null;
}
