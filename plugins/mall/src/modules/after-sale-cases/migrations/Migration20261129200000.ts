import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** What of a case was taken off its order, because it was refunded before it was sent. */
export class Migration20261129200000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table "mall_after_sale_case" add column if not exists "is_withdrawing" boolean not null default false;`,
    );
    this.addSql(
      `alter table "mall_after_sale_line" add column if not exists "withdrawn_quantity" integer not null default 0, add column if not exists "withdrawn_fen" text null;`,
    );
    this.addSql(
      `create index if not exists "IDX_mall_after_sale_case_is_withdrawing" on "mall_after_sale_case" ("id") where is_withdrawing and deleted_at is null;`,
    );
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_mall_after_sale_case_is_withdrawing";`);
    this.addSql(`alter table "mall_after_sale_case" drop column if exists "is_withdrawing";`);
    this.addSql(
      `alter table "mall_after_sale_line" drop column if exists "withdrawn_quantity", drop column if exists "withdrawn_fen";`,
    );
  }
}
