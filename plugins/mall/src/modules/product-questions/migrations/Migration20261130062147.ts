import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261130062147 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table if not exists "mall_product_question" (
      "id" text not null primary key,
      "product_id" text not null,
      "product_title" text not null,
      "customer_id" text,
      "author" text not null,
      "text" text not null,
      "asked_at" timestamptz not null,
      "answer" text,
      "answered_by" text,
      "answered_at" timestamptz,
      "hidden_by" text,
      "hidden_at" timestamptz,
      constraint "mall_product_question_answer" check (("answer" is null) = ("answered_at" is null))
    );`);
    this.addSql(`create index if not exists "IDX_mall_product_question_shown" on "mall_product_question" ("product_id", "id" desc)
      where "answered_at" is not null and "hidden_at" is null;`);
    this.addSql(
      `create index if not exists "IDX_mall_product_question_customer" on "mall_product_question" ("customer_id");`,
    );
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "mall_product_question";`);
  }
}
