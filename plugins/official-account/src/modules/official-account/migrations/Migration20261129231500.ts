import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** Versions of the menu, parametric codes and their scans. */
export class Migration20261129231500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table if not exists "wechat_menu_version" (
      "id" text not null primary key,
      "number" bigint generated always as identity,
      "menu" jsonb not null,
      "note" text not null,
      "created_by" text not null,
      "created_at" timestamptz not null,
      "published_by" text null,
      "published_at" timestamptz null
    );`);
    this.addSql(`create table if not exists "wechat_scene_code" (
      "id" text not null primary key,
      "scene" text not null unique,
      "kind" text not null check (kind in ('channel', 'share_token')),
      "name" text not null,
      "customer_id" text null,
      "ticket" text not null,
      "url" text not null,
      "expires_at" timestamptz null,
      "created_by" text not null,
      "created_at" timestamptz not null
    );`);
    this.addSql(`create table if not exists "wechat_scene_scan" (
      "push_id" text not null primary key,
      "scene" text not null,
      "openid" text not null,
      "is_new_follower" boolean not null,
      "at" timestamptz not null
    );`);
    this.addSql(
      `create index if not exists "IDX_wechat_scene_scan_scene" on "wechat_scene_scan" ("scene", "at");`,
    );
  }

  override async down(): Promise<void> {
    for (const table of ["wechat_scene_scan", "wechat_scene_code", "wechat_menu_version"]) {
      this.addSql(`drop table if exists "${table}" cascade;`);
    }
  }
}
