import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** Photographs as evidence of after-sale cases. */
export class Migration20261122221000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table if not exists "mall_after_sale_photo" (
      "id" text not null,
      "order_id" text not null,
      "customer_id" text not null,
      "after_sale_id" text null,
      "file_id" text not null,
      "mime_type" text not null,
      "created_at" timestamptz not null default now(),
      "updated_at" timestamptz not null default now(),
      "deleted_at" timestamptz null,
      constraint "mall_after_sale_photo_pkey" primary key ("id"),
      constraint "mall_after_sale_photo_case" foreign key ("after_sale_id")
        references "mall_after_sale_case" ("id") on update cascade on delete cascade
    );`);
    this.addSql(
      `create index if not exists "IDX_mall_after_sale_photo_after_sale_id_id" on "mall_after_sale_photo" ("after_sale_id", "id") where deleted_at is null;`,
    );
    this.addSql(
      `create index if not exists "IDX_mall_after_sale_photo_customer_id" on "mall_after_sale_photo" ("customer_id") where after_sale_id is null and deleted_at is null;`,
    );
    this.addSql(
      `create index if not exists "IDX_mall_after_sale_photo_deleted_at" on "mall_after_sale_photo" ("deleted_at") where deleted_at is null;`,
    );
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "mall_after_sale_photo";`);
  }
}
