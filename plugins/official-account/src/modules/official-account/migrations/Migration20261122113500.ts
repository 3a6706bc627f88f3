import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261122113500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table if not exists "wechat_identity" (
      "id" text not null,
      "customer_id" text not null,
      "app_id" text not null,
      "openid" text not null,
      "unionid" text null,
      "nickname" text not null,
      "avatar_url" text not null,
      "created_at" timestamptz not null default now(),
      "updated_at" timestamptz not null default now(),
      "deleted_at" timestamptz null,
      constraint "wechat_identity_pkey" primary key ("id")
    );`);
    this.addSql(
      `create unique index if not exists "IDX_wechat_identity_app_id_openid_unique" on "wechat_identity" ("app_id", "openid") where deleted_at is null;`,
    );
    this.addSql(
      `create index if not exists "IDX_wechat_identity_customer_id" on "wechat_identity" ("customer_id") where deleted_at is null;`,
    );
    this.addSql(
      `create index if not exists "IDX_wechat_identity_deleted_at" on "wechat_identity" ("deleted_at") where deleted_at is null;`,
    );
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "wechat_identity" cascade;`);
  }
}
