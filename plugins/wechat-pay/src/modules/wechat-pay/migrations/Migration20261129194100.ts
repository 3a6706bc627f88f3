import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** Orders whose figures have to be looked at after their money moved; refunds so far were credited by Medusa. */
export class Migration20261129194100 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "wechat_booking_check" (
         "id" text not null, "payment_session_id" text not null, "check_at" timestamptz not null,
         "tries" integer not null default 0, "last_error" text null,
         "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(),
         "deleted_at" timestamptz null, constraint "wechat_booking_check_pkey" primary key ("id"));`,
    );
    this.addSql(
      `create unique index if not exists "IDX_wechat_booking_check_payment_session_id_unique" on "wechat_booking_check" ("payment_session_id") where deleted_at is null;`,
    );
    this.addSql(
      `create index if not exists "IDX_wechat_booking_check_check_at" on "wechat_booking_check" ("check_at") where deleted_at is null;`,
    );
    this.addSql(`alter table "wechat_refund" add column if not exists "credited_at" timestamptz null;`);
    this.addSql(`update "wechat_refund" set "credited_at" = now() where "credited_at" is null;`);
  }

  override async down(): Promise<void> {
    this.addSql(`alter table "wechat_refund" drop column if exists "credited_at";`);
    this.addSql(`drop table if exists "wechat_booking_check";`);
  }
}
