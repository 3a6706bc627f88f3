import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** Lines of cases know what their pieces cost; those of older cases do not. */
export class Migration20261122213500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table "mall_after_sale_line" add column if not exists "goods_fen" text null;`);
  }

  override async down(): Promise<void> {
    this.addSql(`alter table "mall_after_sale_line" drop column if exists "goods_fen";`);
  }
}
