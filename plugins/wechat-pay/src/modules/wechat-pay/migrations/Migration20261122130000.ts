import { Migration } from "@medusajs/framework/mikro-orm/migrations";

const TIMES = `"created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null`;

/** Refunds count their attempts and remember their bill; days are compared with WeChat's bills. */
export class Migration20261122130000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table "wechat_refund" add column if not exists "refund_attempt" integer not null default 1, add column if not exists "billed_on" text null;`,
    );
    this.addSql(
      `create index if not exists "IDX_wechat_refund_billed_on" on "wechat_refund" ("billed_on") where deleted_at is null;`,
    );
    this.addSql(
      `create table if not exists "wechat_reconciliation_day" ("id" text not null, "day" text not null, "state" text check ("state" in ('matched', 'differing', 'failed')) not null, "payment_count" integer not null default 0, "payment_fen" bigint not null default 0, "refund_count" integer not null default 0, "refund_fen" bigint not null default 0, "income_fen" bigint not null default 0, "expense_fen" bigint not null default 0, "difference_count" integer not null default 0, "runs" integer not null default 1, "last_error" text null, "reconciled_at" timestamptz not null, ${TIMES}, constraint "wechat_reconciliation_day_pkey" primary key ("id"));`,
    );
    this.addSql(
      `create unique index if not exists "IDX_wechat_reconciliation_day_day_unique" on "wechat_reconciliation_day" ("day") where deleted_at is null;`,
    );
    this.addSql(
      `create table if not exists "wechat_reconciliation_difference" ("id" text not null, "day" text not null, "cause" text not null, "out_trade_no" text null, "out_refund_no" text null, "wechat_id" text null, "bill_fen" bigint null, "shop_fen" bigint null, ${TIMES}, constraint "wechat_reconciliation_difference_pkey" primary key ("id"));`,
    );
    this.addSql(
      `create index if not exists "IDX_wechat_reconciliation_difference_day" on "wechat_reconciliation_difference" ("day") where deleted_at is null;`,
    );
  }

  override async down(): Promise<void> {
    for (const table of ["wechat_reconciliation_day", "wechat_reconciliation_difference"]) {
      this.addSql(`drop table if exists "${table}" cascade;`);
    }
    this.addSql(
      `alter table "wechat_refund" drop column if exists "refund_attempt", drop column if exists "billed_on";`,
    );
  }
}
