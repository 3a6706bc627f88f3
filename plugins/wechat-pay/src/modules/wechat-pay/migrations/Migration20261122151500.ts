import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/**
 * What happened to each order number at WeChat: one row that says where it stands, and events that say how it came
 * there. Events are evidence, so the database itself refuses to change them.
 */
export class Migration20261122151500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "wechat_payment" ("out_trade_no" text not null, "payment_session_id" text not null, "channel" text null, "amount_fen" bigint null, "state" text not null, "transaction_id" text null, "presented_at" timestamptz not null, "changed_at" timestamptz not null, constraint "wechat_payment_pkey" primary key ("out_trade_no"));`,
    );
    this.addSql(
      `create index if not exists "IDX_wechat_payment_presented_at" on "wechat_payment" ("presented_at" desc, "out_trade_no" desc);`,
    );
    this.addSql(
      `create index if not exists "IDX_wechat_payment_state" on "wechat_payment" ("state", "presented_at" desc, "out_trade_no" desc);`,
    );
    this.addSql(
      `create index if not exists "IDX_wechat_payment_session" on "wechat_payment" ("payment_session_id");`,
    );
    this.addSql(
      `create index if not exists "IDX_wechat_payment_transaction_id" on "wechat_payment" ("transaction_id") where "transaction_id" is not null;`,
    );
    this.addSql(
      `create table if not exists "wechat_payment_event" ("id" text not null, "out_trade_no" text null, "out_refund_no" text null, "kind" text not null, "happened_at" timestamptz not null, "outcome" text not null, "state" text null, "status" integer null, "code" text null, "request_id" text null, "amount_fen" bigint null, "duration_ms" integer not null, constraint "wechat_payment_event_pkey" primary key ("id"));`,
    );
    this.addSql(
      `create index if not exists "IDX_wechat_payment_event_out_trade_no" on "wechat_payment_event" ("out_trade_no", "happened_at");`,
    );
    this.addSql(
      `create index if not exists "IDX_wechat_payment_event_out_refund_no" on "wechat_payment_event" ("out_refund_no", "happened_at") where "out_refund_no" is not null;`,
    );
    this.addSql(
      `create index if not exists "IDX_wechat_notification_out_trade_no" on "wechat_notification" ("out_trade_no") where deleted_at is null;`,
    );
    this.addSql(
      `create index if not exists "IDX_wechat_refund_out_trade_no" on "wechat_refund" ("out_trade_no") where deleted_at is null;`,
    );
    this.addSql(
      `create index if not exists "IDX_wechat_refund_wechat_refund_id" on "wechat_refund" ("wechat_refund_id") where deleted_at is null;`,
    );
    this.addSql(
      `create or replace function wechat_payment_event_is_final() returns trigger language plpgsql as $$ begin raise exception 'wechat_payment_event is append-only'; end $$;`,
    );
    this.addSql(
      `create trigger "wechat_payment_event_append_only" before update or delete on "wechat_payment_event" for each row execute function wechat_payment_event_is_final();`,
    );
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "wechat_payment_event" cascade;`);
    this.addSql(`drop function if exists wechat_payment_event_is_final();`);
    this.addSql(`drop table if exists "wechat_payment" cascade;`);
    for (const index of [
      "IDX_wechat_notification_out_trade_no",
      "IDX_wechat_refund_out_trade_no",
      "IDX_wechat_refund_wechat_refund_id",
    ]) {
      this.addSql(`drop index if exists "${index}";`);
    }
  }
}
