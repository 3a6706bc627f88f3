import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261129231000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table if exists "mall_order"
      add column if not exists "hidden_at" timestamptz null,
      add column if not exists "reminded_at" timestamptz null;`);
  }

  override async down(): Promise<void> {
    this.addSql(
      `alter table if exists "mall_order" drop column if exists "hidden_at", drop column if exists "reminded_at";`,
    );
  }
}
