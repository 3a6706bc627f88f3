import type { EntityManager } from "@medusajs/framework/mikro-orm/knex";
import { MedusaService } from "@medusajs/framework/utils";
import { ulid } from "ulid";
import type { AuthenticNotification } from "../../client/notification";
import { withoutPersonalData } from "../../client/shapes";
import type { WechatPayClient } from "../../client/wechat-pay-client";
import {
  appIdsOf,
  type ConfigurationOutline,
  notifyUrls,
  openWechatPayClient,
  outlineOf,
  readWechatPayOptions,
  type WechatPayOptions,
} from "../../options";
import { WechatNotification } from "./models/wechat-notification";
import { WechatNotificationRefusal } from "./models/wechat-notification-refusal";
import { WechatReconciliationDay } from "./models/wechat-reconciliation-day";
import { WechatReconciliationDifference } from "./models/wechat-reconciliation-difference";
import { WechatRefund } from "./models/wechat-refund";
import { WechatStrayPayment } from "./models/wechat-stray-payment";

/** The first retry of a notification leaves the process that received it time to finish. */
const FIRST_RETRY_MS = 10_000;

export interface ReceivedNotification {
  readonly subject: "transaction" | "refund";
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
  WechatReconciliationDay,
  WechatReconciliationDifference,
}) {
  /** Speaks to WeChat for the configured merchant. */
  readonly wechat: WechatPayClient;
  /** Every app the merchant's orders may belong to. */
  readonly app_ids: ReadonlySet<string>;
  readonly refundNotifyUrl: string;
  /** Where WeChat sends its notifications. */
  readonly notifyUrls: ReturnType<typeof notifyUrls>;
  /** What of the options may be looked at. */
  readonly configuration: ConfigurationOutline;
  private readonly repository: SqlRepository;

  constructor(container: { baseRepository: SqlRepository }, options: WechatPayOptions) {
    super(container, options);
    this.repository = container.baseRepository;
    const checked = readWechatPayOptions(options);
    this.wechat = openWechatPayClient(checked);
    this.app_ids = appIdsOf(checked);
    this.notifyUrls = notifyUrls(checked);
    this.refundNotifyUrl = this.notifyUrls.refunds;
    this.configuration = outlineOf(checked);
  }

  /**
   * Stores a verified notification once, however often WeChat delivers it.
   * @returns its id here, and whether it still has to be processed
   */
  async receiveNotification(
    received: ReceivedNotification,
  ): Promise<{ readonly id: string; readonly unprocessed: boolean }> {
    const { notification } = received;
    const resource = withoutPersonalData(notification.resource);
    const manager = this.repository.getFreshManager();
    // A repeated delivery changes nothing but must answer with the row that is there.
    const rows: { id: string; state: string }[] = await manager.execute(
      `insert into wechat_notification
         (id, notification_id, subject, event_type, headers, resource, out_trade_no, next_attempt_at)
       values (?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?)
       on conflict (notification_id) where deleted_at is null
         do update set notification_id = excluded.notification_id
       returning id, state`,
      [
        `wxn_${ulid(received.received_at.getTime())}`,
        notification.notification_id,
        received.subject,
        notification.event_type,
        JSON.stringify(received.headers),
        JSON.stringify(resource),
        typeof resource.out_trade_no === "string" ? resource.out_trade_no : null,
        new Date(received.received_at.getTime() + FIRST_RETRY_MS),
      ],
    );
    const [row] = rows;
    if (!row) {
      throw new Error("The notification that was just stored cannot be found.");
    }
    return { id: row.id, unprocessed: row.state === "received" };
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
