import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261130041713 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table if not exists "mall_cart_line" (
      "customer_id" text not null,
      "variant_id" text not null,
      "product_id" text not null,
      "title" text not null,
      "variant_title" text not null,
      "thumbnail" text,
      "quantity" smallint not null constraint "mall_cart_line_pieces" check ("quantity" between 1 and 99),
      "is_selected" boolean not null,
      "added_at" timestamptz not null,
      constraint "mall_cart_line_pkey" primary key ("customer_id", "variant_id")
    );`);
    this.addSql(`create table if not exists "mall_cart_merge" (
      "customer_id" text not null,
      "idempotency_key" text not null,
      "merged_at" timestamptz not null,
      constraint "mall_cart_merge_pkey" primary key ("customer_id", "idempotency_key")
    );`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "mall_cart_merge";`);
    this.addSql(`drop table if exists "mall_cart_line";`);
  }
}
