import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** Medusa's own figures follow what became of a refund; every refund so far is looked at once. */
export class Migration20261122213000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table "wechat_refund" add column if not exists "books_due" boolean not null default true;`,
    );
    this.addSql(
      `create index if not exists "IDX_wechat_refund_books_due" on "wechat_refund" ("requested_at") where "books_due" and deleted_at is null;`,
    );
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_wechat_refund_books_due";`);
    this.addSql(`alter table "wechat_refund" drop column if exists "books_due";`);
  }
}
