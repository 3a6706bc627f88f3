import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** Requests that nobody answers are agreed to in time; those that wait already get two days at least. */
export class Migration20261122214800 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table "mall_after_sale_case" add column if not exists "answer_by" timestamptz null,
         add column if not exists "is_automatic" boolean not null default false;`,
    );
    this.addSql(
      `update "mall_after_sale_case" set "answer_by" =
         greatest("created_at" + interval '120 hours', now() + interval '48 hours') where "state" = 'requested';`,
    );
    this.addSql(
      `create index if not exists "IDX_mall_after_sale_case_answer_by" on "mall_after_sale_case" ("answer_by") where state = 'requested' and deleted_at is null;`,
    );
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_mall_after_sale_case_answer_by";`);
    this.addSql(
      `alter table "mall_after_sale_case" drop column if exists "answer_by", drop column if exists "is_automatic";`,
    );
  }
}
