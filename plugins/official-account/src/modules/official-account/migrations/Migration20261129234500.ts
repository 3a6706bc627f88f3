import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** What WeChat pushes, who follows the account, what was written, and the rules that answer. */
export class Migration20261129234500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table if not exists "wechat_push" (
      "id" text not null primary key,
      "arrival" bigint generated always as identity,
      "dedupe_key" text not null unique,
      "openid" text not null,
      "message" jsonb not null,
      "received_at" timestamptz not null,
      "state" text not null default 'waiting' check (state in ('waiting', 'done', 'failed')),
      "attempts" integer not null default 0,
      "last_error" text null,
      "handled_at" timestamptz null
    );`);
    this.addSql(
      `create index if not exists "IDX_wechat_push_waiting" on "wechat_push" ("openid", "arrival") where state = 'waiting';`,
    );
    this.addSql(`create table if not exists "wechat_follower" (
      "openid" text not null primary key,
      "is_subscribed" boolean not null,
      "subscribed_at" timestamptz null,
      "unsubscribed_at" timestamptz null,
      "source_scene" text null,
      "first_seen_at" timestamptz not null,
      "last_message_at" timestamptz null,
      "last_event_at" timestamptz null
    );`);
    this.addSql(`create table if not exists "wechat_message" (
      "id" text not null primary key,
      "number" bigint generated always as identity,
      "openid" text not null,
      "direction" text not null check (direction in ('in', 'out')),
      "via" text not null check (via in ('push', 'reply', 'customer_service')),
      "type" text not null,
      "content" jsonb not null,
      "push_id" text null,
      "reply_id" text null,
      "actor_id" text null,
      "state" text not null check (state in ('received', 'sent', 'refused')),
      "reason" text null,
      "errcode" integer null,
      "rid" text null,
      "at" timestamptz not null,
      unique ("push_id", "direction")
    );`);
    this.addSql(
      `create index if not exists "IDX_wechat_message_openid" on "wechat_message" ("openid", "number");`,
    );
    this.addSql(`create table if not exists "wechat_reply" (
      "id" text not null primary key,
      "name" text not null,
      "kind" text not null check (kind in ('welcome', 'scan', 'keyword', 'click', 'default')),
      "match" text not null check (match in ('exact', 'contains', 'pattern')),
      "words" jsonb not null,
      "priority" integer not null,
      "schedule" jsonb not null,
      "answer" jsonb not null,
      "is_enabled" boolean not null,
      "changed_by" text not null,
      "changed_at" timestamptz not null
    );`);
  }

  override async down(): Promise<void> {
    for (const table of ["wechat_reply", "wechat_message", "wechat_follower", "wechat_push"]) {
      this.addSql(`drop table if exists "${table}" cascade;`);
    }
  }
}
