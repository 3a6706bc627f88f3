import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261130031600 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table if exists "mall_order" add column if not exists "promo_codes" jsonb null;`);
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "mall_order" drop column if exists "promo_codes";`);
  }
}
