import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** Notices: how each kind is told, what goes out, and who wants none. */
export class Migration20261129233000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table if not exists "wechat_notice_template" (
      "kind" text not null primary key,
      "template_id" text not null,
      "fields" jsonb not null,
      "is_enabled" boolean not null,
      "changed_by" text not null,
      "changed_at" timestamptz not null
    );`);
    this.addSql(`create table if not exists "wechat_notice" (
      "id" text not null primary key,
      "number" bigint generated always as identity,
      "kind" text not null,
      "event_key" text not null,
      "customer_id" text not null,
      "facts" jsonb not null,
      "path" text not null,
      "state" text not null default 'waiting' check (state in ('waiting', 'sent', 'delivered', 'failed')),
      "reason" text null,
      "errcode" integer null,
      "rid" text null,
      "msg_id" text null,
      "attempts" integer not null default 0,
      "next_attempt_at" timestamptz not null,
      "created_at" timestamptz not null,
      "sent_at" timestamptz null,
      unique ("kind", "event_key", "customer_id")
    );`);
    this.addSql(
      `create index if not exists "IDX_wechat_notice_waiting" on "wechat_notice" ("next_attempt_at") where state = 'waiting';`,
    );
    this.addSql(
      `create index if not exists "IDX_wechat_notice_msg_id" on "wechat_notice" ("msg_id") where msg_id is not null;`,
    );
    this.addSql(`create table if not exists "wechat_notice_refusal" (
      "customer_id" text not null,
      "kind" text not null,
      "refused_at" timestamptz not null,
      primary key ("customer_id", "kind")
    );`);
  }

  override async down(): Promise<void> {
    for (const table of ["wechat_notice_refusal", "wechat_notice", "wechat_notice_template"]) {
      this.addSql(`drop table if exists "${table}" cascade;`);
    }
  }
}
