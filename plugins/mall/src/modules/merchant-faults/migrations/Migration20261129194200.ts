import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261129194200 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table if not exists "mall_merchant_fault" (
      "id" text not null,
      "kind" text not null,
      "subject_type" text not null,
      "subject_id" text not null,
      "part" text not null default '',
      "title" text not null,
      "detail" text not null,
      "first_seen_at" timestamptz not null,
      "last_seen_at" timestamptz not null,
      "resolved_at" timestamptz null,
      "created_at" timestamptz not null default now(),
      "updated_at" timestamptz not null default now(),
      "deleted_at" timestamptz null,
      constraint "mall_merchant_fault_pkey" primary key ("id")
    );`);
    this.addSql(
      `create unique index if not exists "IDX_mall_merchant_fault_kind_subject_id_part_unique" on "mall_merchant_fault" ("kind", "subject_id", "part") where deleted_at is null;`,
    );
    this.addSql(
      `create index if not exists "IDX_mall_merchant_fault_subject_id" on "mall_merchant_fault" ("subject_id") where deleted_at is null;`,
    );
    this.addSql(
      `create index if not exists "IDX_mall_merchant_fault_deleted_at" on "mall_merchant_fault" ("deleted_at") where deleted_at is null;`,
    );
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "mall_merchant_fault";`);
  }
}
