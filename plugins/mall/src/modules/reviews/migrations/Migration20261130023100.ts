import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261130023100 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table if not exists "mall_review" (
      "id" text not null primary key,
      "order_id" text not null,
      "order_line_id" text not null constraint "mall_review_line" unique,
      "product_id" text not null,
      "product_title" text not null,
      "variant_title" text not null,
      "customer_id" text,
      "author" text not null,
      "is_anonymous" boolean not null,
      "stars" smallint not null constraint "mall_review_stars" check ("stars" between 1 and 5),
      "text" text not null,
      "created_at" timestamptz not null,
      "added_text" text,
      "added_at" timestamptz,
      "answer" text,
      "answered_by" text,
      "answered_at" timestamptz,
      "hidden_reason" text constraint "mall_review_hidden" check ("hidden_reason" in ('unlawful', 'insult', 'privacy', 'advertisement')),
      "hidden_by" text,
      "hidden_at" timestamptz,
      constraint "mall_review_addition" check (("added_text" is null) = ("added_at" is null)),
      constraint "mall_review_answer" check (("answer" is null) = ("answered_at" is null)),
      constraint "mall_review_hiding" check (("hidden_reason" is null) = ("hidden_at" is null))
    );`);
    this.addSql(`create index if not exists "IDX_mall_review_product" on "mall_review" ("product_id", "id" desc)
      where "hidden_at" is null;`);
    this.addSql(`create index if not exists "IDX_mall_review_order" on "mall_review" ("order_id");`);
    this.addSql(`create index if not exists "IDX_mall_review_customer" on "mall_review" ("customer_id");`);
    this.addSql(`create table if not exists "mall_review_picture" (
      "id" text not null primary key,
      "review_id" text references "mall_review" ("id"),
      "position" smallint,
      "order_id" text not null,
      "customer_id" text,
      "file_id" text not null,
      "url" text not null,
      "created_at" timestamptz not null
    );`);
    this.addSql(
      `create index if not exists "IDX_mall_review_picture" on "mall_review_picture" ("review_id", "position");`,
    );
    this.addSql(`create index if not exists "IDX_mall_review_picture_waiting"
      on "mall_review_picture" ("customer_id", "created_at") where "review_id" is null;`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "mall_review_picture";`);
    this.addSql(`drop table if exists "mall_review";`);
  }
}
