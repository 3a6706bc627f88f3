import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** A difference may be about a transfer to a person. */
export class Migration20261122160500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table "wechat_reconciliation_difference" add column if not exists "out_bill_no" text null;`,
    );
  }

  override async down(): Promise<void> {
    this.addSql(`alter table "wechat_reconciliation_difference" drop column if exists "out_bill_no";`);
  }
}
