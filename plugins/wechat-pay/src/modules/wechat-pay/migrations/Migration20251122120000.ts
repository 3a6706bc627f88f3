import { Migration } from "@medusajs/framework/mikro-orm/migrations";

const TIMES = `"created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null`;
const PROGRESS = `"progress" text check ("progress" in ('to_submit', 'processing', 'succeeded', 'needs_attention')) not null default 'to_submit'`;

/** The tables of WeChat Pay's own memory. Fen are bigint; states are checked by the database too. */
export class Migration20251122120000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "wechat_notification" ("id" text not null, "notification_id" text not null, "subject" text check ("subject" in ('transaction', 'refund')) not null, "event_type" text not null, "headers" jsonb not null, "resource" jsonb not null, "out_trade_no" text null, "state" text check ("state" in ('received', 'processed', 'rejected')) not null default 'received', "outcome" text null, "rejection_reason" text null, "attempts" integer not null default 0, "next_attempt_at" timestamptz not null, "processed_at" timestamptz null, ${TIMES}, constraint "wechat_notification_pkey" primary key ("id"));`,
    );
    this.addSql(
      `create unique index if not exists "IDX_wechat_notification_notification_id_unique" on "wechat_notification" ("notification_id") where deleted_at is null;`,
    );
    this.addSql(
      `create index if not exists "IDX_wechat_notification_due" on "wechat_notification" ("next_attempt_at") where state = 'received' and deleted_at is null;`,
    );
    this.addSql(
      `create index if not exists "IDX_wechat_notification_state" on "wechat_notification" ("state", "created_at") where deleted_at is null;`,
    );
    this.addSql(
      `create table if not exists "wechat_notification_refusal" ("id" text not null, "day" text not null, "reason" text not null, "count" integer not null default 0, ${TIMES}, constraint "wechat_notification_refusal_pkey" primary key ("id"));`,
    );
    this.addSql(
      `create unique index if not exists "IDX_wechat_notification_refusal_day_reason_unique" on "wechat_notification_refusal" ("day", "reason") where deleted_at is null;`,
    );
    this.addSql(
      `create table if not exists "wechat_stray_payment" ("id" text not null, "out_trade_no" text not null, "payment_session_id" text not null, "order_id" text null, "transaction_id" text null, "amount_fen" bigint not null check ("amount_fen" > 0), ${PROGRESS}, "refund_attempt" integer not null default 1, "refund_state" text null, "wechat_refund_id" text null, "last_error" text null, "tries" integer not null default 0, "next_try_at" timestamptz not null, "refunded_at" timestamptz null, ${TIMES}, constraint "wechat_stray_payment_pkey" primary key ("id"));`,
    );
    this.addSql(
      `create unique index if not exists "IDX_wechat_stray_payment_out_trade_no_unique" on "wechat_stray_payment" ("out_trade_no") where deleted_at is null;`,
    );
    this.addSql(
      `create index if not exists "IDX_wechat_stray_payment_due" on "wechat_stray_payment" ("next_try_at") where progress in ('to_submit', 'processing') and deleted_at is null;`,
    );
    this.addSql(
      `create table if not exists "wechat_refund" ("id" text not null, "refund_id" text not null, "payment_id" text not null, "out_trade_no" text not null, "amount_fen" bigint not null check ("amount_fen" > 0), "total_fen" bigint not null check ("total_fen" > 0), ${PROGRESS}, "refund_state" text null, "wechat_refund_id" text null, "last_error" text null, "tries" integer not null default 0, "next_try_at" timestamptz not null, "requested_at" timestamptz not null, "succeeded_at" timestamptz null, ${TIMES}, constraint "wechat_refund_pkey" primary key ("id"));`,
    );
    this.addSql(
      `create unique index if not exists "IDX_wechat_refund_refund_id_unique" on "wechat_refund" ("refund_id") where deleted_at is null;`,
    );
    this.addSql(
      `create index if not exists "IDX_wechat_refund_due" on "wechat_refund" ("next_try_at") where progress in ('to_submit', 'processing') and deleted_at is null;`,
    );
    this.addSql(
      `create index if not exists "IDX_wechat_refund_requested_at" on "wechat_refund" ("requested_at") where deleted_at is null;`,
    );
  }

  override async down(): Promise<void> {
    for (const table of [
      "wechat_notification",
      "wechat_notification_refusal",
      "wechat_stray_payment",
      "wechat_refund",
    ]) {
      this.addSql(`drop table if exists "${table}" cascade;`);
    }
  }
}
