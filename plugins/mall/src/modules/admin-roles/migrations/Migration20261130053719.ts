import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261130053719 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table if not exists "mall_admin_role" (
      "user_id" text primary key,
      "role" text not null check ("role" in ('owner', 'operator', 'finance', 'service'))
    );`);
    this.addSql(`create table if not exists "mall_admin_role_change" (
      "id" bigint generated always as identity primary key,
      "user_id" text not null,
      "email" text not null,
      "from_role" text null,
      "to_role" text null,
      "changed_by" text not null,
      "changed_at" timestamptz not null
    );`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "mall_admin_role_change";`);
    this.addSql(`drop table if exists "mall_admin_role";`);
  }
}
