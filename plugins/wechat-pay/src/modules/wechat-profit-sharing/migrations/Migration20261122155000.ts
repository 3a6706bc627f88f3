import { Migration } from "@medusajs/framework/mikro-orm/migrations";

const TIMES = `"created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null`;

/** Shares of payments for companies. A number is for one share for ever. */
export class Migration20261122155000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "wechat_share_receiver" ("id" text not null, "mch_id" text not null check ("mch_id" ~ '^[0-9]{8,10}$'), "name" text not null, "relation" text not null, ${TIMES}, constraint "wechat_share_receiver_pkey" primary key ("id"));`,
    );
    this.addSql(
      `create unique index if not exists "IDX_wechat_share_receiver_mch_id_unique" on "wechat_share_receiver" ("mch_id") where deleted_at is null;`,
    );
    this.addSql(
      `create table if not exists "wechat_share" ("id" text not null, "kind" text check ("kind" in ('share', 'unfreeze', 'return')) not null, "number" text not null, "payment_id" text not null, "transaction_id" text not null, "share_id" text null, "parts" jsonb not null, "outcome" text check ("outcome" in ('to_submit', 'processing', 'succeeded', 'partly', 'failed')) not null default 'to_submit', "problem" text null, "requested_by" text not null, "ended_at" timestamptz null, ${TIMES}, constraint "wechat_share_pkey" primary key ("id"), constraint "wechat_share_return_of" check (("kind" = 'return') = ("share_id" is not null)));`,
    );
    this.addSql(
      `create unique index if not exists "IDX_wechat_share_number_unique" on "wechat_share" ("number") where deleted_at is null;`,
    );
    this.addSql(
      `create index if not exists "IDX_wechat_share_transaction" on "wechat_share" ("transaction_id") where deleted_at is null;`,
    );
    this.addSql(
      `create index if not exists "IDX_wechat_share_open" on "wechat_share" ("created_at") where ended_at is null and deleted_at is null;`,
    );
    this.addSql(
      `create index if not exists "IDX_wechat_share_latest" on "wechat_share" ("created_at" desc, "id" desc) where deleted_at is null;`,
    );
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "wechat_share" cascade;`);
    this.addSql(`drop table if exists "wechat_share_receiver" cascade;`);
  }
}
