import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261130055309 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table if not exists "mall_home_draft" (
      "id" text not null primary key,
      "blocks" jsonb not null,
      "revision" integer not null,
      "updated_by" text not null,
      "updated_at" timestamptz not null
    );`);
    this.addSql(`create table if not exists "mall_home_version" (
      "id" text not null primary key,
      "blocks" jsonb not null,
      "note" text not null,
      "published_by" text not null,
      "published_at" timestamptz not null,
      "live_from" timestamptz not null,
      "restored_from" text,
      "withdrawn_at" timestamptz
    );`);
    this.addSql(`create index if not exists "IDX_mall_home_version_live"
      on "mall_home_version" ("live_from" desc, "published_at" desc) where "withdrawn_at" is null;`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "mall_home_version";`);
    this.addSql(`drop table if exists "mall_home_draft";`);
  }
}
