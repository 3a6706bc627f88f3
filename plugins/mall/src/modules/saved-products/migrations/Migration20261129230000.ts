import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261129230000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table if not exists "mall_saved_product" (
      "customer_id" text not null,
      "list" text not null,
      "product_id" text not null,
      "saved_at" timestamptz not null,
      constraint "mall_saved_product_pkey" primary key ("customer_id", "list", "product_id"),
      constraint "mall_saved_product_list" check ("list" in ('favourites', 'footprints'))
    );`);
    this.addSql(
      `create index if not exists "IDX_mall_saved_product_latest" on "mall_saved_product" ("customer_id", "list", "saved_at" desc);`,
    );
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "mall_saved_product";`);
  }
}
